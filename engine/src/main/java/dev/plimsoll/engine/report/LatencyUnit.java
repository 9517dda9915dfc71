package dev.plimsoll.engine.report;

import java.util.Collection;

/** The unit a latency is shown in. A column or an axis keeps one unit; a single number takes the one that fits it. */
public enum LatencyUnit {
    MICROSECONDS("µs", 1e-3),
    MILLISECONDS("ms", 1),
    SECONDS("s", 1e3);

    private final String text;
    private final double milliseconds;

    LatencyUnit(String text, double milliseconds) {
        this.text = text;
        this.milliseconds = milliseconds;
    }

    /** {@code µs}, {@code ms} or {@code s}. */
    public String text() {
        return text;
    }

    /** A duration in milliseconds, in this unit. */
    public double fromMs(double value) {
        return value / milliseconds;
    }

    /** The unit in which a value has at most three digits before the point: 999.6 ms would read 1,000 ms and is 1.00 s. */
    public static LatencyUnit of(double milliseconds) {
        double size = Math.abs(milliseconds);
        if (size == 0) {
            return MILLISECONDS;
        }
        return size < 0.9995 ? MICROSECONDS : size < 999.5 ? MILLISECONDS : SECONDS;
    }

    /** The unit that suits a whole column: that of its median; milliseconds for an empty one. */
    public static LatencyUnit ofColumn(Collection<Double> milliseconds) {
        double[] sorted = milliseconds.stream()
                .filter(v -> v > 0)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        return sorted.length == 0 ? MILLISECONDS : of(sorted[(sorted.length - 1) / 2]);
    }

    /**
     * A value of a metric in milliseconds.
     *
     * @param unit the metric's own unit: {@code ns}, {@code us}, {@code ms} or {@code s}
     * @throws IllegalArgumentException where the unit is not one of time
     */
    public static double toMs(double value, String unit) {
        return switch (unit) {
            case "ns" -> value / 1e6;
            case "us" -> value / 1e3;
            case "ms" -> value;
            case "s" -> value * 1e3;
            default -> throw new IllegalArgumentException("not a unit of time: " + unit);
        };
    }

    /** Whether a metric's unit is one of time. */
    public static boolean isTime(String unit) {
        return switch (unit) {
            case "ns", "us", "ms", "s" -> true;
            default -> false;
        };
    }
}
