package dev.plimsoll.engine.stats;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A number or "never": what a failed request contributes to a latency. A type of its own, so that it can be mixed up neither with an
 * ordinary metric, which is finite or absent, nor with an absent one.
 *
 * @param value the number; 0 where infinite
 * @param infinite whether it is beyond every number
 */
public record OrInfinite(double value, boolean infinite) implements Comparable<OrInfinite> {
    /** Never. */
    public static final OrInfinite INFINITE = new OrInfinite(0, true);

    /** How it is written wherever text or JSON is. */
    public static final String TEXT = "infinite";

    public OrInfinite {
        Finite.require(value, "a value that is not infinite");
    }

    /** A number. */
    public static OrInfinite of(double value) {
        return new OrInfinite(value, false);
    }

    @Override
    public int compareTo(OrInfinite other) {
        return infinite || other.infinite
                ? Boolean.compare(infinite, other.infinite)
                : Double.compare(value, other.value);
    }

    /**
     * What {@link #json} wrote.
     *
     * @throws IllegalArgumentException where it is neither a number nor the text {@value #TEXT}
     */
    @JsonCreator
    public static OrInfinite ofJson(Object json) {
        if (json instanceof Number number) {
            return of(number.doubleValue());
        }
        if (TEXT.equals(json)) {
            return INFINITE;
        }
        throw new IllegalArgumentException("neither a number nor \"" + TEXT + "\": " + json);
    }

    /** For JSON: a number, or the text {@value #TEXT}. */
    @JsonValue
    public Object json() {
        return infinite ? TEXT : Double.valueOf(value);
    }

    @Override
    public String toString() {
        return infinite ? TEXT : Double.toString(value);
    }
}
