package dev.plimsoll.engine.stats;

import java.util.OptionalDouble;

/**
 * The exact distribution of a set of finite numbers. Immutable, any thread.
 *
 * <p>Percentiles: linear interpolation at rank {@code p/100*(n-1)} (numpy's {@code linear}). Mean by a compensated sum. Standard
 * deviation of the sample (n - 1), in two passes. An empty distribution has no statistic.
 */
public final class Distribution {
    /** Fewest effective samples beyond a percentile for it to be trusted: {@code n(1-p) >= 5}. */
    public static final int FEWEST_BEYOND = 5;

    private final double[] sorted;
    private final double mean;
    private final double std;

    private Distribution(double[] sorted) {
        this.sorted = sorted;
        this.mean = sorted.length == 0 ? 0 : sum(sorted, 0, false) / sorted.length;
        this.std = sorted.length < 2 ? 0 : Math.sqrt(sum(sorted, mean, true) / (sorted.length - 1));
    }

    /**
     * Of the values; the array is copied.
     *
     * @throws IllegalArgumentException where one is NaN or infinite
     */
    public static Distribution of(double... values) {
        return ofOwned(values.clone());
    }

    /** Of the values of a column. Throws as {@link #of(double...)}. */
    public static Distribution of(DoubleList values) {
        return ofOwned(values.toArray());
    }

    private static Distribution ofOwned(double[] values) {
        RadixSort.sort(values); // a large stage has dozens of these
        if (values.length > 0) {
            // Sorting puts -infinity first and infinity, then NaN last: the two ends tell about all.
            Finite.require(values[0], "a value of a distribution");
            Finite.require(values[values.length - 1], "a value of a distribution");
        }
        return new Distribution(values);
    }

    /** Neumaier's sum: exact to the last digits whatever the order and the spread of the values. */
    private static double sum(double[] values, double origin, boolean squared) {
        double sum = 0;
        double lost = 0;
        for (double value : values) {
            double d = value - origin;
            double term = squared ? d * d : d;
            double next = sum + term;
            lost += Math.abs(sum) >= Math.abs(term) ? (sum - next) + term : (term - next) + sum;
            sum = next;
        }
        return sum + lost;
    }

    /** The values, ascending: not a copy, for reading only. */
    double[] sorted() {
        return sorted;
    }

    /** Number of values. */
    public int count() {
        return sorted.length;
    }

    /** Arithmetic mean, absent where empty. */
    public OptionalDouble mean() {
        return sorted.length == 0 ? OptionalDouble.empty() : Finite.of(mean);
    }

    /** Sample standard deviation, absent for fewer than two values. */
    public OptionalDouble std() {
        return sorted.length < 2 ? OptionalDouble.empty() : Finite.of(std);
    }

    /** Smallest value, absent where empty. */
    public OptionalDouble min() {
        return sorted.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(sorted[0]);
    }

    /** Largest value, absent where empty. */
    public OptionalDouble max() {
        return sorted.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(sorted[sorted.length - 1]);
    }

    /**
     * A percentile.
     *
     * @param percent in [0, 100]
     * @return absent where empty
     */
    public OptionalDouble percentile(double percent) {
        return sorted.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(quantile(percent / 100));
    }

    /** How many values are greater than a limit. */
    public int countAbove(double limit) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] > limit) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return sorted.length - low;
    }

    /** The value at a fraction in [0, 1] of the distribution; only for a distribution that is not empty. */
    public double quantile(double fraction) {
        return interpolate(sorted, 0, sorted.length, fraction);
    }

    /**
     * The value at a fraction of a sorted range: linear interpolation at rank {@code fraction*(n-1)}.
     *
     * @param sorted ascending in the range
     * @param from first index
     * @param to one past the last, greater than {@code from}
     * @param fraction in [0, 1]
     */
    public static double interpolate(double[] sorted, int from, int to, double fraction) {
        double rank = fraction * (to - from - 1);
        int below = (int) rank;
        double low = sorted[from + below];
        if (below >= to - from - 1) {
            return low;
        }
        return low + (rank - below) * (sorted[from + below + 1] - low);
    }

    /**
     * Whether a percentile of {@code n} values has too few values beyond it: {@code n(1-p) < 5}.
     *
     * @param n number of values
     * @param percent in [0, 100], exact to a tenth: integer arithmetic, so that 50 values are enough for a p90
     */
    public static boolean tooFew(long n, double percent) {
        return n * (1000 - Math.round(percent * 10)) < FEWEST_BEYOND * 1000L;
    }
}
