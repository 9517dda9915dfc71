package dev.plimsoll.charts.plot;

import java.util.Arrays;

/**
 * Points of one line, ascending in x; NaN in y is a gap.
 *
 * @param name shown in legends and found by tests
 * @param x abscissae
 * @param y ordinates, as many
 */
public record Series(String name, double[] x, double[] y) {
    public Series {
        if (x.length != y.length) {
            throw new IllegalArgumentException(name + ": " + x.length + " x but " + y.length + " y");
        }
    }

    /** Number of points, gaps included. */
    public int size() {
        return x.length;
    }

    /** Whether it has no value at all. */
    public boolean isEmpty() {
        return Arrays.stream(y).allMatch(Double::isNaN);
    }

    /** Smallest value, or NaN. */
    public double min() {
        return Arrays.stream(y).filter(v -> !Double.isNaN(v)).min().orElse(Double.NaN);
    }

    /** Largest value, or NaN. */
    public double max() {
        return Arrays.stream(y).filter(v -> !Double.isNaN(v)).max().orElse(Double.NaN);
    }
}
