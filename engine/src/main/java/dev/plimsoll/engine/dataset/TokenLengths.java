package dev.plimsoll.engine.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How long some texts are, in tokens. Immutable, any thread.
 *
 * @param count how many
 * @param min shortest, 0 without any
 * @param max longest
 * @param mean arithmetic mean
 * @param p50 median
 * @param p95 95th percentile
 * @param bars a histogram, bars of equal width in ascending order without gaps
 */
public record TokenLengths(int count, int min, int max, double mean, int p50, int p95, List<Bar> bars) {
    private static final int MOST_BARS = 40;

    public TokenLengths {
        bars = List.copyOf(bars);
    }

    /**
     * Some lengths.
     *
     * @param from shortest, included
     * @param to longest, excluded
     * @param count how many
     */
    public record Bar(int from, int to, int count) {}

    static TokenLengths of(int[] lengths) {
        if (lengths.length == 0) {
            return new TokenLengths(0, 0, 0, 0, 0, 0, List.of());
        }
        int[] sorted = lengths.clone();
        Arrays.sort(sorted);
        int min = sorted[0];
        int max = sorted[sorted.length - 1];
        return new TokenLengths(
                sorted.length,
                min,
                max,
                Arrays.stream(sorted).average().orElse(0),
                sorted[(sorted.length - 1) / 2],
                sorted[(int) Math.round(0.95 * (sorted.length - 1))],
                bars(sorted, min, max));
    }

    private static List<Bar> bars(int[] sorted, int min, int max) {
        long width = roundWidth((max - (long) min + 1) / (double) MOST_BARS);
        long first = Math.floorDiv(min, width) * width;
        List<Bar> bars = new ArrayList<>();
        int at = 0;
        for (long from = first; from <= max; from += width) {
            int count = 0;
            while (at < sorted.length && sorted[at] < from + width) {
                count++;
                at++;
            }
            bars.add(new Bar((int) from, (int) Math.min(Integer.MAX_VALUE, from + width), count));
        }
        return bars;
    }

    /** The next of 1, 2, 5, 10, 20, ... */
    private static long roundWidth(double least) {
        long step = 1;
        while (true) {
            for (int factor : new int[] {1, 2, 5}) {
                if (factor * step >= least) {
                    return factor * step;
                }
            }
            step *= 10;
        }
    }
}
