package dev.plimsoll.engine.plan;

import org.jspecify.annotations.Nullable;

/**
 * Warm-up or cool-down: what is left out of the measurement window at one end of a stage. Load goes on as usual in it.
 *
 * @param percent share of the stage's limit, [0,1), or null
 * @param value seconds or requests by {@code mode}, or null
 * @param mode which of the limits counts
 */
public record TransientPlan(
        @Nullable Double percent, @Nullable Double value, Mode mode) {
    /** Nothing left out. */
    public static final TransientPlan NONE = new TransientPlan(null, null, Mode.PREFER_DURATION);

    /** A warm-up that ends where the stage becomes steady, which is known when it has ended. */
    public static final TransientPlan AUTO = new TransientPlan(null, null, Mode.AUTO);

    /** A number alone: below 1 a share of the limit, else seconds (or requests where only those are limited). */
    public static TransientPlan shorthand(double number) {
        return number < 1
                ? new TransientPlan(number, null, Mode.PREFER_DURATION)
                : new TransientPlan(null, number, Mode.PREFER_DURATION);
    }

    /** Which limits a transient is measured by. */
    public enum Mode {
        DURATION,
        REQUESTS,
        PREFER_DURATION,
        PREFER_REQUESTS,
        BOTH,
        /** None: until the stage is steady. */
        AUTO
    }
}
