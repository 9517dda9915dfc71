package dev.plimsoll.engine.stats;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A level that changes in steps by any amounts: tokens per second being produced, tokens in flight. Immutable, any thread.
 *
 * <p>Changes at the same moment are one step, so that a level that stood for no time does not exist. What is left of a sum that should
 * be 0 (below 1e-9 of the peak) is 0. For counts of open intervals {@link StepFunction} is exact.
 */
public final class StepCurve {
    private static final double RESIDUE = 1e-9;

    private final long[] times;
    private final double[] levels;

    private StepCurve(long[] times, double[] levels) {
        this.times = times;
        this.levels = levels;
    }

    /** Collects intervals with a height each. One thread. */
    public static final class Builder {
        private final LongList at = new LongList();
        private final DoubleList by = new DoubleList();

        /**
         * Raises the level between two times.
         *
         * @param fromNs start
         * @param toNs end; where it is not after the start nothing is raised
         * @param height finite
         */
        public Builder add(long fromNs, long toNs, double height) {
            if (toNs > fromNs) {
                step(fromNs, height);
                step(toNs, -height);
            }
            return this;
        }

        /** Changes the level from a time on by a finite amount. */
        public Builder step(long atNs, double change) {
            at.add(atNs);
            by.add(Finite.require(change, "a level"));
            return this;
        }

        /** The curve. */
        public StepCurve build() {
            int n = at.size();
            int[] order = SortedOrder.of(at.toArray());
            long[] times = new long[n];
            double[] levels = new double[n];
            int count = 0;
            double level = 0;
            double peak = 0;
            for (int index : order) {
                level += by.get(index);
                if (count == 0 || times[count - 1] != at.get(index)) {
                    times[count++] = at.get(index);
                }
                levels[count - 1] = level;
                peak = Math.max(peak, Math.abs(level));
            }
            for (int i = 0; i < count; i++) {
                levels[i] = Math.abs(levels[i]) < peak * RESIDUE ? 0 : levels[i];
            }
            return count == n
                    ? new StepCurve(times, levels)
                    : new StepCurve(Arrays.copyOf(times, count), Arrays.copyOf(levels, count));
        }
    }

    /** How many steps there are. */
    public int size() {
        return times.length;
    }

    /** When a step is, ns. */
    public long time(int step) {
        return times[step];
    }

    /** The level from a step to the next. */
    public double level(int step) {
        return levels[step];
    }

    /** The level at a time; 0 before the first step. */
    public double at(long timeNs) {
        int found = Arrays.binarySearch(times, timeNs);
        int step = found >= 0 ? found : -found - 2;
        return step < 0 ? 0 : levels[step];
    }

    /** The time-weighted mean between two times; 0 where {@code to <= from}. */
    public double mean(long fromNs, long toNs) {
        return means(fromNs, toNs, 1)[0];
    }

    /** The time-weighted mean of each of {@code n} equal parts of a window; all 0 where {@code to <= from}. */
    public double[] means(long fromNs, long toNs, int n) {
        double[] means = new double[n];
        if (toNs <= fromNs) {
            return means;
        }
        double width = (double) (toNs - fromNs) / n;
        int next = firstAfter(fromNs);
        double at = fromNs;
        for (int i = 0; i < n; i++) {
            double edge = i == n - 1 ? toNs : fromNs + (i + 1) * width;
            double area = 0;
            while (next < times.length && times[next] < edge) {
                area += before(next) * (times[next] - at);
                at = times[next++];
            }
            area += before(next) * (edge - at);
            at = edge;
            means[i] = area / width;
        }
        return means;
    }

    /** The highest level that lasts for more than no time between two times; 0 where there is none. */
    public double max(long fromNs, long toNs) {
        int next = firstAfter(fromNs);
        double max = toNs > fromNs ? before(next) : 0;
        for (; next < times.length && times[next] < toNs; next++) {
            max = Math.max(max, levels[next]);
        }
        return max;
    }

    private int firstAfter(long timeNs) {
        int found = Arrays.binarySearch(times, timeNs);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** The level up to a step. */
    private double before(int step) {
        return step == 0 ? 0 : levels[step - 1];
    }

    /** The levels of a window by how long each stood; empty where the window is. */
    public WeightedDistribution within(long fromNs, long toNs) {
        return within(fromNs, toNs, null);
    }

    /**
     * The levels of a window by how long each stood, counting only the time in which another level is above 0: the throughput of a phase
     * while anything is in that phase.
     */
    public WeightedDistribution whileAbove0(StepCurve other, long fromNs, long toNs) {
        return within(fromNs, toNs, other);
    }

    /** This curve divided by another; 0 where the other is 0. */
    public StepCurve over(StepCurve divisor) {
        long[] all = union(divisor);
        double[] quotients = new double[all.length];
        for (int i = 0; i < all.length; i++) {
            double by = divisor.at(all[i]);
            quotients[i] = by == 0 ? 0 : at(all[i]) / by;
        }
        return new StepCurve(all, quotients);
    }

    /** This curve and another, added. */
    public StepCurve plus(StepCurve other) {
        long[] all = union(other);
        double[] sums = new double[all.length];
        for (int i = 0; i < all.length; i++) {
            sums[i] = at(all[i]) + other.at(all[i]);
        }
        return new StepCurve(all, sums);
    }

    private long[] union(StepCurve other) {
        long[] all = Arrays.copyOf(times, times.length + other.times.length);
        System.arraycopy(other.times, 0, all, times.length, other.times.length);
        return Arrays.stream(all).sorted().distinct().toArray();
    }

    private WeightedDistribution within(long fromNs, long toNs, @Nullable StepCurve condition) {
        if (toNs <= fromNs) {
            return WeightedDistribution.of();
        }
        long[] all = condition == null ? times : union(condition);
        DoubleList values = new DoubleList();
        DoubleList lasted = new DoubleList();
        long at = fromNs;
        int next = Arrays.binarySearch(all, fromNs);
        next = next >= 0 ? next + 1 : -next - 1; // of the union, which may hold the other's steps
        while (at < toNs) {
            long end = next < all.length ? Math.min(toNs, all[next]) : toNs;
            if (condition == null || condition.at(at) > 0) {
                values.add(at(at));
                lasted.add(end - at);
            }
            at = end;
            next++;
        }
        return WeightedDistribution.of(values.toArray(), lasted.toArray());
    }
}
