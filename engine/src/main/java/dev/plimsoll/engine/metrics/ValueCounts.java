package dev.plimsoll.engine.metrics;

import java.util.Arrays;

/**
 * How many values lie where, exactly, for a histogram: {@value #PER_DECADE} cells a decade from 1 µs on. Immutable, any thread; the
 * array is not to be changed.
 *
 * @param metric tag of the metric
 * @param first index of the first cell
 * @param counts values in the cells from there on; the first and the last hold some
 */
public record ValueCounts(String metric, int first, long[] counts) {
    /** Cells per decade: each is 6 % wider than the one before. */
    public static final int PER_DECADE = 40;

    private static final double LEAST_MS = 1e-3;
    /** Up to 100,000 s. */
    private static final int CELLS = 11 * PER_DECADE;

    /** Lower edge of a cell, ms. */
    public static double edgeMs(int cell) {
        return LEAST_MS * Math.pow(10, (double) cell / PER_DECADE);
    }

    /** Counts values in ms; what is smaller or larger than any cell is in the outermost ones. NaN is left out. */
    static ValueCounts of(String metric, double[] valuesMs) {
        long[] all = new long[CELLS];
        int first = CELLS;
        int last = -1;
        for (double value : valuesMs) {
            if (Double.isNaN(value)) {
                continue;
            }
            double at = Math.log10(Math.max(LEAST_MS, value) / LEAST_MS) * PER_DECADE;
            int cell = Math.clamp((int) Math.floor(at), 0, CELLS - 1);
            all[cell]++;
            first = Math.min(first, cell);
            last = Math.max(last, cell);
        }
        return last < 0
                ? new ValueCounts(metric, 0, new long[0])
                : new ValueCounts(metric, first, Arrays.copyOfRange(all, first, last + 1));
    }

    /** All of them. */
    public long total() {
        return Arrays.stream(counts).sum();
    }
}
