package dev.plimsoll.engine.stats;

import java.util.Optional;

/**
 * A distribution of latencies in which every failed request is infinite: a server that answers quickly to those it does not turn away
 * is not a fast server. Immutable, any thread.
 *
 * <p>Percentiles by nearest rank, {@code round(p/100*(n-1))} with halves to even (numpy's {@code nearest}): between a number and infinity
 * there is nothing to interpolate. The mean and the largest value are infinite as soon as one request failed; a standard deviation does
 * not exist then.
 */
public final class FailureAdjusted {
    private final double[] sorted;
    private final long failures;

    private FailureAdjusted(double[] sorted, long failures) {
        this.sorted = sorted;
        this.failures = failures;
    }

    /**
     * Of the values of those that succeeded and the number of those that did not.
     *
     * @throws IllegalArgumentException where a value is not finite or the number is negative
     */
    public static FailureAdjusted of(double[] succeeded, long failures) {
        return of(Distribution.of(succeeded), failures);
    }

    /** Of the distribution of those that succeeded, whose values are shared. Throws as {@link #of(double[], long)} for the number. */
    public static FailureAdjusted of(Distribution succeeded, long failures) {
        if (failures < 0) {
            throw new IllegalArgumentException(failures + " failures");
        }
        return new FailureAdjusted(succeeded.sorted(), failures);
    }

    /** Successes and failures. */
    public long count() {
        return sorted.length + failures;
    }

    /** Smallest value; absent where there is nothing at all. */
    public Optional<OrInfinite> min() {
        return count() == 0 ? Optional.empty() : Optional.of(at(0));
    }

    /** Largest value; absent where there is nothing at all. */
    public Optional<OrInfinite> max() {
        return count() == 0 ? Optional.empty() : Optional.of(at(count() - 1));
    }

    /** Arithmetic mean; absent where there is nothing at all. */
    public Optional<OrInfinite> mean() {
        if (count() == 0) {
            return Optional.empty();
        }
        return Optional.of(
                failures > 0
                        ? OrInfinite.INFINITE
                        : OrInfinite.of(Distribution.of(sorted).mean().orElseThrow()));
    }

    /**
     * A percentile; absent where there is nothing at all.
     *
     * @param percent in [0, 100]
     */
    public Optional<OrInfinite> percentile(double percent) {
        return count() == 0 ? Optional.empty() : Optional.of(at((long) Math.rint(percent / 100 * (count() - 1))));
    }

    private OrInfinite at(long rank) {
        return rank < sorted.length ? OrInfinite.of(sorted[(int) rank]) : OrInfinite.INFINITE;
    }
}
