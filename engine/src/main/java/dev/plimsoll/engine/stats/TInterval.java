package dev.plimsoll.engine.stats;

import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A mean of repeated measurements with its confidence interval: Student's t with n - 1 degrees of freedom, half width
 * {@code t*s/sqrt(n)} with the sample's standard deviation s. Immutable, any thread.
 *
 * <p>One measurement has a mean and no interval: its half width is absent, not 0, since nothing is known of its spread.
 *
 * @param mean mean
 * @param n measurements, at least 1
 * @param std sample standard deviation, absent for one
 * @param level confidence level in (0, 1)
 * @param t critical value, absent for one
 */
public record TInterval(double mean, int n, OptionalDouble std, double level, OptionalDouble t) {
    /** The levels to offer. */
    public static final double[] LEVELS = {0.90, 0.95, 0.99};

    /** Fewer measurements than this are told as few and drawn dashed. */
    public static final int FEW = 3;

    /**
     * Of measurements.
     *
     * @param level in (0, 1)
     * @throws IllegalArgumentException where there is none, one is not finite, or the level is none
     */
    public static TInterval of(double level, double... measurements) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("a confidence level of " + level + " is not between 0 and 1");
        }
        Distribution distribution = Distribution.of(measurements);
        double mean = distribution
                .mean()
                .orElseThrow(() -> new IllegalArgumentException("an interval needs at least one measurement"));
        int n = measurements.length;
        OptionalDouble t = n < 2
                ? OptionalDouble.empty()
                : OptionalDouble.of(TDistribution.of(n - 1).inverseSurvivalProbability((1 - level) / 2));
        return new TInterval(mean, n, distribution.std(), level, t);
    }

    /** Standard error of the mean, absent for one measurement. */
    public OptionalDouble standardError() {
        return std.isPresent() ? Finite.of(std.getAsDouble() / Math.sqrt(n)) : OptionalDouble.empty();
    }

    /** Half the interval's width, absent for one measurement. */
    public OptionalDouble halfWidth() {
        OptionalDouble error = standardError();
        return error.isPresent() && t.isPresent()
                ? Finite.of(t.getAsDouble() * error.getAsDouble())
                : OptionalDouble.empty();
    }

    /** Lower bound, absent for one measurement. */
    public OptionalDouble low() {
        OptionalDouble half = halfWidth();
        return half.isPresent() ? Finite.of(mean - half.getAsDouble()) : half;
    }

    /** Upper bound, absent for one measurement. */
    public OptionalDouble high() {
        OptionalDouble half = halfWidth();
        return half.isPresent() ? Finite.of(mean + half.getAsDouble()) : half;
    }

    /** Standard deviation as a share of the mean's size; absent for one measurement and around a mean of 0. */
    public OptionalDouble variation() {
        return std.isPresent() && mean != 0 ? Finite.of(std.getAsDouble() / Math.abs(mean)) : OptionalDouble.empty();
    }

    /** Whether there are too few measurements to lean on the interval. */
    public boolean few() {
        return n < FEW;
    }
}
