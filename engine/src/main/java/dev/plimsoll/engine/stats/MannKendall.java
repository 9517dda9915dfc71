package dev.plimsoll.engine.stats;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Whether a series rises: the test of Mann (1945) and Kendall (1975). S counts the pairs whose later value is larger, less those whose later
 * value is smaller. Pure; any thread.
 *
 * <p>The values must not depend on each other, which those of a queue do: average them in blocks longer than the queue remembers.
 */
public final class MannKendall {
    /** Up to here the exact distribution is counted; beyond it the normal one is as good as that. */
    private static final int MOST_EXACT = 40;

    private MannKendall() {}

    /**
     * How likely values in a random order rise at least as consistently as these: small = they rise.
     *
     * @param values finite, in order of time
     * @return in (0, 1]; 1 for fewer than two
     */
    public static double risingP(double... values) {
        int n = values.length;
        long s = 0;
        boolean ties = false;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                int sign = Double.compare(values[j], values[i]);
                s += sign;
                ties |= sign == 0;
            }
        }
        if (n < 2) {
            return 1;
        }
        return ties || n > MOST_EXACT ? normalP(values, s) : exactP(n, s);
    }

    /** Share of the orders of n different values with at least this S: those with at most {@code (pairs - s)/2} inversions. */
    private static double exactP(int n, long s) {
        int pairs = n * (n - 1) / 2;
        int inversions = (int) ((pairs - s) / 2);
        double[] shares = {1};
        for (int k = 2; k <= n; k++) {
            double[] next = new double[shares.length + k - 1];
            for (int i = 0; i < shares.length; i++) {
                for (int j = 0; j < k; j++) {
                    next[i + j] += shares[i] / k;
                }
            }
            shares = next;
        }
        double p = 0;
        for (int i = 0; i <= inversions; i++) {
            p += shares[i];
        }
        return Math.min(1, p);
    }

    /** By the normal distribution, with the correction for equal values and for S being whole. */
    private static double normalP(double[] values, long s) {
        int n = values.length;
        double variance = n * (n - 1.0) * (2 * n + 5);
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        for (int from = 0; from < n; ) {
            int to = from;
            while (to < n && sorted[to] == sorted[from]) {
                to++;
            }
            double t = to - from;
            variance -= t * (t - 1) * (2 * t + 5);
            from = to;
        }
        if (variance <= 0) {
            return 1; // all values are equal
        }
        double z = (s - 1) / Math.sqrt(variance / 18);
        return NormalDistribution.of(0, 1).survivalProbability(z);
    }
}
