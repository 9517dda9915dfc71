package dev.plimsoll.engine.stats;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The only gate between arithmetic and everything that is kept, written or drawn: a number is finite or it is absent.
 *
 * <p>Text is never a number, a boolean is never a number, and an integer beyond the range of a double is not finite (other tools
 * coerce the first two and throw at the third).
 */
public final class Finite {
    private Finite() {}

    /** The value, or empty where it is NaN or infinite. */
    public static OptionalDouble of(double value) {
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    /** The value, or null where it is NaN or infinite. */
    public static @Nullable Double orNull(double value) {
        return Double.isFinite(value) ? Double.valueOf(value) : null;
    }

    /** The value, or {@code substitute} where it is NaN or infinite. */
    public static double or(double value, double substitute) {
        return Double.isFinite(value) ? value : substitute;
    }

    /** {@code part / whole}, or 0 where there is no whole: for rates and shares, which exist even when nothing happened. */
    public static double share(double part, double whole) {
        return whole > 0 ? or(part / whole, 0) : 0;
    }

    /**
     * The value itself.
     *
     * @param what name of the value for the message
     * @throws IllegalArgumentException where it is NaN or infinite; the message names {@code what} and the value
     */
    public static double require(double value, String what) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(what + " must be a finite number but is " + value);
        }
        return value;
    }

    /**
     * Checks values of which some may be absent.
     *
     * @param what name of the values for the message
     * @throws IllegalArgumentException where one is NaN or infinite
     */
    public static void requireAll(String what, @Nullable Double... values) {
        for (Double value : values) {
            if (value != null) {
                require(value, what);
            }
        }
    }

    /**
     * The mean of the finite ones among values; text and booleans are none.
     *
     * @return absent where none is finite
     */
    public static OptionalDouble mean(Iterable<? extends @Nullable Object> values) {
        return finite(values).mean();
    }

    /**
     * The standard deviation of the finite ones among values, in two passes.
     *
     * @param lostDegrees 0 for a population, 1 for a sample
     * @return absent for fewer than {@code 1 + lostDegrees} of them
     */
    public static OptionalDouble std(Iterable<? extends @Nullable Object> values, int lostDegrees) {
        Distribution distribution = finite(values);
        int n = distribution.count();
        if (n < 1 + lostDegrees) {
            return OptionalDouble.empty();
        }
        double squares = n < 2 ? 0 : Math.pow(distribution.std().orElse(0), 2) * (n - 1);
        return of(Math.sqrt(squares / (n - lostDegrees)));
    }

    private static Distribution finite(Iterable<? extends @Nullable Object> values) {
        DoubleList kept = new DoubleList();
        for (Object value : values) {
            if (isFinite(value)) {
                kept.add(((Number) value).doubleValue());
            }
        }
        return Distribution.of(kept);
    }

    /** Whether this is a number with a finite double value. Null, booleans, text and containers are not. */
    public static boolean isFinite(@Nullable Object value) {
        return switch (value) {
            case Double d -> Double.isFinite(d);
            case Float f -> Float.isFinite(f);
            case BigInteger i -> Double.isFinite(i.doubleValue());
            case BigDecimal d -> Double.isFinite(d.doubleValue());
            case Number n -> Double.isFinite(n.doubleValue());
            case null, default -> false;
        };
    }

    /**
     * The same data with every NaN and infinity replaced by null, through maps, lists and arrays of doubles. Keys, text, booleans,
     * integers and exact decimals are untouched; iteration order is kept. Used before anything is written as JSON.
     */
    public static @Nullable Object scrub(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Double d -> Double.isFinite(d) ? d : null;
            case Float f -> Float.isFinite(f) ? f : null;
            case Map<?, ?> map -> scrubMap(map);
            case List<?> list -> {
                List<@Nullable Object> clean = new ArrayList<>(list.size());
                list.forEach(element -> clean.add(scrub(element)));
                yield clean;
            }
            case double[] array -> {
                List<@Nullable Object> clean = new ArrayList<>(array.length);
                for (double element : array) {
                    clean.add(orNull(element));
                }
                yield clean;
            }
            default -> value;
        };
    }

    private static Map<Object, @Nullable Object> scrubMap(Map<?, ?> map) {
        Map<Object, @Nullable Object> clean = new LinkedHashMap<>();
        map.forEach((key, element) -> clean.put(key, scrub(element)));
        return clean;
    }
}
