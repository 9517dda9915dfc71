package dev.plimsoll.engine.stats;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Quantiles of a histogram of which only cumulative counts are known, as Prometheus exposes it. Pure; any thread.
 *
 * <p>Linear interpolation inside a bucket, the first one from 0 (or from its bound where that is not above 0); in the last, which has no
 * bound, the largest finite bound: the rule of Prometheus' {@code histogram_quantile}. The error can be as wide as a bucket, and a value
 * beyond the largest bound is told too small.
 */
public final class BucketQuantile {
    private BucketQuantile() {}

    /**
     * A quantile.
     *
     * @param cumulative how many values are at most each upper bound; {@link Double#POSITIVE_INFINITY} bounds the last bucket
     * @param fraction in [0, 1]
     * @return absent where there is no value, no bucket without bound, or no bound
     */
    public static OptionalDouble of(Map<Double, Double> cumulative, double fraction) {
        SortedMap<Double, Double> buckets = new TreeMap<>(cumulative);
        Double total = buckets.get(Double.POSITIVE_INFINITY);
        if (total == null || !(total > 0) || buckets.size() < 2) {
            return OptionalDouble.empty();
        }
        double rank = fraction * total;
        double lower = 0;
        double before = 0;
        boolean first = true;
        for (var bucket : buckets.entrySet()) {
            double upper = bucket.getKey();
            if (Double.isInfinite(upper)) {
                return OptionalDouble.of(lower);
            }
            if (first && upper <= 0) {
                lower = upper;
            }
            double upTo = bucket.getValue();
            if (upTo >= rank && upTo > before) {
                return OptionalDouble.of(lower + (upper - lower) * Math.max(0, rank - before) / (upTo - before));
            }
            lower = upper;
            before = Math.max(before, upTo); // counts scraped at different moments may fall
            first = false;
        }
        return OptionalDouble.of(lower);
    }
}
