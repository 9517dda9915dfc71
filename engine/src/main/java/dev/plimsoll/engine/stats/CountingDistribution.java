package dev.plimsoll.engine.stats;

import java.util.Arrays;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The exact distribution of non-negative integers (microseconds), kept as counts: memory is bounded by the number of
 * <em>different</em> values, not of values. One thread.
 *
 * <p>Values below {@value #DENSE} (about a second) are counted in an array that grows to at most 4 MB; the few above in a sorted map
 * (a gap of more than a second is rare by nature: even a day of nothing else yields fewer than 86 400).
 * Percentiles as in {@link Distribution}.
 */
public final class CountingDistribution {
    private static final int DENSE = 1 << 20;

    private int[] dense = new int[1 << 10];
    private final TreeMap<Long, Long> sparse = new TreeMap<>();
    private long count;
    private long sum;

    /** Counts one value; a negative one counts as 0. */
    public void add(long value) {
        add(value, 1);
    }

    /** Counts a value several times. */
    public void add(long value, long times) {
        long v = Math.max(0, value);
        // An int holds 2^31 equal values; more than that in one slot moves on in the map.
        if (v < DENSE && times <= Integer.MAX_VALUE) {
            int slot = (int) v;
            if (slot >= dense.length) {
                dense = Arrays.copyOf(dense, Math.min(DENSE, Integer.highestOneBit(slot) << 1));
            }
            if (dense[slot] <= Integer.MAX_VALUE - times) {
                dense[slot] += (int) times;
            } else {
                sparse.merge(v, times, Long::sum);
            }
        } else {
            sparse.merge(v, times, Long::sum);
        }
        count += times;
        sum += v * times;
    }

    /** Number of values. */
    public long count() {
        return count;
    }

    /** Sum of the values. */
    public long sum() {
        return sum;
    }

    /** Arithmetic mean, absent where empty. */
    public OptionalDouble mean() {
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) sum / count);
    }

    /** Sample standard deviation, absent for fewer than two values. */
    public OptionalDouble std() {
        if (count < 2) {
            return OptionalDouble.empty();
        }
        double mean = (double) sum / count;
        double squares = 0;
        for (Steps steps = new Steps(); steps.next(); ) {
            double d = steps.value - mean;
            squares += d * d * steps.times;
        }
        return OptionalDouble.of(Math.sqrt(squares / (count - 1)));
    }

    /** Smallest value, absent where empty. */
    public OptionalDouble min() {
        return percentile(0);
    }

    /** Largest value, absent where empty. */
    public OptionalDouble max() {
        return percentile(100);
    }

    /**
     * A percentile; see {@link Distribution#percentile}.
     *
     * @param percent in [0, 100]
     */
    public OptionalDouble percentile(double percent) {
        double[] one = percentiles(percent);
        return one.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(one[0]);
    }

    /**
     * Several percentiles in one pass.
     *
     * @param percents ascending, in [0, 100]
     * @return one value each, or an empty array where there is no value
     */
    public double[] percentiles(double... percents) {
        if (count == 0) {
            return new double[0];
        }
        double[] result = new double[percents.length];
        Steps steps = new Steps();
        steps.next();
        for (int i = 0; i < percents.length; i++) {
            double rank = percents[i] / 100 * (count - 1);
            long below = (long) rank;
            while (steps.through <= below) {
                steps.next();
            }
            long low = steps.value;
            long high = low;
            if (below + 1 >= steps.through && below + 1 < count) {
                high = steps.peek();
            }
            result[i] = low + (rank - below) * (high - low);
        }
        return result;
    }

    /** How many values are greater than a limit. */
    public long countAbove(long limit) {
        long above = 0;
        for (Steps steps = new Steps(); steps.next(); ) {
            above += steps.value > limit ? steps.times : 0;
        }
        return above;
    }

    /** Walks the different values upwards, both stores merged. */
    private final class Steps {
        private int slot = -1;
        private Map.@org.jspecify.annotations.Nullable Entry<Long, Long> far = sparse.firstEntry();
        long value;
        long times;
        long through;

        boolean next() {
            int near = nextSlot();
            Map.Entry<Long, Long> f = far;
            if (near >= dense.length && f == null) {
                return false;
            }
            if (f == null || near < dense.length && near < f.getKey()) {
                value = near;
                times = dense[near];
                slot = near;
            } else {
                value = f.getKey();
                times = f.getValue();
                far = sparse.higherEntry(f.getKey());
            }
            through += times;
            return true;
        }

        /** The value after the current one; only where there is one. */
        long peek() {
            int near = nextSlot();
            Map.Entry<Long, Long> f = far;
            return f != null && (near >= dense.length || f.getKey() <= near) ? f.getKey() : near;
        }

        private int nextSlot() {
            int next = slot + 1;
            while (next < dense.length && dense[next] == 0) {
                next++;
            }
            return next;
        }
    }
}
