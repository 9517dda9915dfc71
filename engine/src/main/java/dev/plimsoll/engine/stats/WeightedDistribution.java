package dev.plimsoll.engine.stats;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The distribution of finite numbers that do not all count the same: levels by how long they lasted, means by how many tokens are behind
 * them. Immutable, any thread.
 *
 * <p>A percentile is the smallest value whose cumulative share reaches it, without interpolation: between two levels of a step function
 * there is nothing. Equal values are one; a value without weight does not exist. The standard deviation is the population's, since the
 * weights cover everything there was. These are the rules of GuideLLM's {@code DistributionSummary} and of AIPerf's time-weighted
 * metrics.
 */
public final class WeightedDistribution {
    /** A distribution whose weights sum to no more than this has no weights to speak of: its values count alike (GuideLLM's bound). */
    private static final double NO_WEIGHT = 1e-6;

    /** How far shares may be from a sum of 1 (GuideLLM's bound). */
    private static final double SHARES_TOLERANCE = 1e-6;

    private final double[] values;
    private final double[] shares;
    private final double weight;

    private WeightedDistribution(double[] values, double[] shares, double weight) {
        this.values = values;
        this.shares = shares;
        this.weight = weight;
    }

    /**
     * Of values with a weight each; both arrays are copied.
     *
     * @param weights finite, not negative
     * @throws IllegalArgumentException where a value or weight is not finite, a weight is negative, or the lengths differ
     */
    public static WeightedDistribution of(double[] values, double[] weights) {
        if (values.length != weights.length) {
            throw new IllegalArgumentException(values.length + " values but " + weights.length + " weights");
        }
        double[] known = new double[values.length];
        double[] of = new double[values.length];
        int kept = 0;
        for (int i = 0; i < values.length; i++) {
            Finite.require(values[i], "a value of a distribution");
            if (Finite.require(weights[i], "a weight of a distribution") < 0) {
                throw new IllegalArgumentException("a weight of a distribution is negative: " + weights[i]);
            }
            if (weights[i] > 0) {
                known[kept] = values[i];
                of[kept++] = weights[i];
            }
        }
        int[] order = SortedOrder.of(Arrays.copyOf(known, kept));
        double[] merged = new double[kept];
        double[] sums = new double[kept];
        int count = 0;
        double total = 0;
        for (int k = 0; k < kept; k++) {
            double value = known[order[k]];
            if (count == 0 || merged[count - 1] != value) {
                merged[count++] = value;
            }
            sums[count - 1] += of[order[k]];
            total += of[order[k]];
        }
        double[] shares = new double[count];
        for (int i = 0; i < count; i++) {
            shares[i] = total <= NO_WEIGHT ? 1.0 / count : sums[i] / total;
        }
        return new WeightedDistribution(Arrays.copyOf(merged, count), shares, total);
    }

    /** Of values that all count the same. Throws as {@link #of(double[], double[])}. */
    public static WeightedDistribution of(double... values) {
        double[] weights = new double[values.length];
        Arrays.fill(weights, 1);
        return of(values, weights);
    }

    /**
     * Of different values in ascending order with their shares.
     *
     * @throws IllegalArgumentException where the shares do not sum to 1 or the values do not ascend
     */
    public static WeightedDistribution ofShares(double[] ascending, double[] shares) {
        double sum = Arrays.stream(shares).sum();
        if (ascending.length > 0 && !(Math.abs(sum - 1) <= SHARES_TOLERANCE)) {
            throw new IllegalArgumentException("the shares of a distribution sum to " + sum + ", not to 1");
        }
        for (int i = 1; i < ascending.length; i++) {
            if (!(ascending[i] > ascending[i - 1])) {
                throw new IllegalArgumentException("the values of a distribution do not ascend at " + ascending[i]);
            }
        }
        return new WeightedDistribution(ascending.clone(), shares.clone(), sum);
    }

    /** Whether there is no value with a weight; then no statistic exists. */
    public boolean isEmpty() {
        return values.length == 0;
    }

    /** The summed weight. */
    public double weight() {
        return weight;
    }

    /** The summed weight as a whole number, half to even. */
    public long count() {
        return (long) Math.rint(weight);
    }

    /** The different values, ascending; a copy. */
    public double[] values() {
        return values.clone();
    }

    /** The share of each of {@link #values}; a copy. */
    public double[] shares() {
        return shares.clone();
    }

    /** Mean by weight, absent where empty. */
    public OptionalDouble mean() {
        return isEmpty() ? OptionalDouble.empty() : Finite.of(expectation(0, false));
    }

    /** The value with the largest share, the smallest of several; absent where empty. */
    public OptionalDouble mode() {
        if (isEmpty()) {
            return OptionalDouble.empty();
        }
        int best = 0;
        for (int i = 1; i < shares.length; i++) {
            best = shares[i] > shares[best] ? i : best;
        }
        return OptionalDouble.of(values[best]);
    }

    /** Variance of the whole (not of a sample), absent where empty. */
    public OptionalDouble variance() {
        return isEmpty() ? OptionalDouble.empty() : Finite.of(expectation(expectation(0, false), true));
    }

    /** Standard deviation of the whole, absent where empty. */
    public OptionalDouble std() {
        OptionalDouble variance = variance();
        return variance.isPresent() ? OptionalDouble.of(Math.sqrt(variance.getAsDouble())) : variance;
    }

    /** Smallest value with a weight, absent where empty. */
    public OptionalDouble min() {
        return isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(values[0]);
    }

    /** Largest value with a weight, absent where empty. */
    public OptionalDouble max() {
        return isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(values[values.length - 1]);
    }

    /**
     * The smallest value whose cumulative share reaches a fraction; absent where empty.
     *
     * @param fraction in [0, 1]
     */
    public OptionalDouble quantile(double fraction) {
        if (isEmpty()) {
            return OptionalDouble.empty();
        }
        double reached = 0;
        for (int i = 0; i < values.length - 1; i++) {
            reached += shares[i];
            if (reached >= fraction) {
                return OptionalDouble.of(values[i]);
            }
        }
        return OptionalDouble.of(values[values.length - 1]); // whatever the shares' last digits say
    }

    private double expectation(double origin, boolean squared) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            double d = values[i] - origin;
            sum += (squared ? d * d : d) * shares[i];
        }
        return sum;
    }
}
