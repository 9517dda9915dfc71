package dev.plimsoll.engine.metrics;

import java.util.Arrays;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * A distribution in coarse cells, for a heat map: {@value #PER_DECADE} cells a decade from 1 ms to 1,000 s. Immutable.
 *
 * @param first index of the first cell with a count, 0 where there is none
 * @param counts counts of the cells from there on
 */
public record LiveCells(int first, int[] counts) {
    /** Cells per decade: each is a quarter wider than the one before. */
    public static final int PER_DECADE = 10;
    /** Cells in all. */
    public static final int CELLS = 6 * PER_DECADE;
    /** No count at all. */
    public static final LiveCells NONE = new LiveCells(0, new int[0]);

    /** The lower edge of a cell, ms. */
    public static double edgeMs(int cell) {
        return Math.pow(10, (double) cell / PER_DECADE);
    }

    static LiveCells of(Histogram us) {
        int[] all = new int[CELLS];
        int first = CELLS;
        int last = -1;
        for (HistogramIterationValue value : us.recordedValues()) {
            int cell = cell(value.getValueIteratedTo() / 1e3);
            all[cell] += (int) value.getCountAtValueIteratedTo();
            first = Math.min(first, cell);
            last = Math.max(last, cell);
        }
        return last < 0 ? NONE : new LiveCells(first, Arrays.copyOfRange(all, first, last + 1));
    }

    /** Of values in ms. */
    static LiveCells of(double[] valuesMs) {
        if (valuesMs.length == 0) {
            return NONE;
        }
        int[] all = new int[CELLS];
        int first = CELLS;
        int last = -1;
        for (double value : valuesMs) {
            int cell = cell(value);
            all[cell]++;
            first = Math.min(first, cell);
            last = Math.max(last, cell);
        }
        return new LiveCells(first, Arrays.copyOfRange(all, first, last + 1));
    }

    private static int cell(double ms) {
        return Math.clamp((int) Math.floor(Math.log10(Math.max(1, ms)) * PER_DECADE), 0, CELLS - 1);
    }

    /** Both together. */
    LiveCells plus(LiveCells other) {
        if (counts.length == 0) {
            return other;
        }
        if (other.counts.length == 0) {
            return this;
        }
        int from = Math.min(first, other.first);
        int to = Math.max(first + counts.length, other.first + other.counts.length);
        int[] sum = new int[to - from];
        for (LiveCells cells : new LiveCells[] {this, other}) {
            for (int i = 0; i < cells.counts.length; i++) {
                sum[cells.first - from + i] += cells.counts[i];
            }
        }
        return new LiveCells(from, sum);
    }
}
