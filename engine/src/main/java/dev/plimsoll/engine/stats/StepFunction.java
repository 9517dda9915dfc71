package dev.plimsoll.engine.stats;

import java.util.Arrays;

/**
 * A level that changes in steps over time: how many intervals are open at each moment. Immutable, any thread.
 *
 * <p>An interval counts from its start to just before its end; where one ends at the instant another starts, the end comes first, so
 * a stream that sends its next request at once never counts twice. The area under the level is exactly the summed length of the
 * intervals: Little's law as an identity.
 */
public final class StepFunction {
    private final long[] starts;
    private final long[] ends;

    private StepFunction(long[] starts, long[] ends) {
        this.starts = starts;
        this.ends = ends;
    }

    /**
     * The number of open intervals. The arrays are copied.
     *
     * @param starts start of each interval, ns
     * @param ends end of the same interval, not before its start
     */
    public static StepFunction ofIntervals(long[] starts, long[] ends) {
        if (starts.length != ends.length) {
            throw new IllegalArgumentException(starts.length + " starts but " + ends.length + " ends");
        }
        long[] s = starts.clone();
        long[] e = ends.clone();
        Arrays.sort(s);
        Arrays.sort(e);
        return new StepFunction(s, e);
    }

    /** The area under the level between two times, level x ns; 0 where {@code to <= from}. */
    public double integral(long from, long to) {
        return means(from, to, 1)[0] * Math.max(0, to - from);
    }

    /** The time-weighted mean between two times; 0 where {@code to <= from}. */
    public double mean(long from, long to) {
        return means(from, to, 1)[0];
    }

    /** The time-weighted mean of each of {@code n} equal parts of a window; all 0 where {@code to <= from}. */
    public double[] means(long from, long to, int n) {
        double[] means = new double[n];
        if (to <= from) {
            return means;
        }
        double width = (double) (to - from) / n;
        int s = 0;
        int e = 0;
        double at = from;
        while (s < starts.length && starts[s] <= from) {
            s++;
        }
        while (e < ends.length && ends[e] <= from) {
            e++;
        }
        long level = s - e;
        for (int i = 0; i < n; i++) {
            double edge = i == n - 1 ? to : from + (i + 1) * width;
            double area = 0;
            while (true) {
                long nextStart = s < starts.length ? starts[s] : Long.MAX_VALUE;
                long nextEnd = e < ends.length ? ends[e] : Long.MAX_VALUE;
                long next = Math.min(nextStart, nextEnd);
                if (next > edge) {
                    break;
                }
                area += level * (next - at);
                at = next;
                if (nextEnd <= nextStart) {
                    e++;
                    level--;
                } else {
                    s++;
                    level++;
                }
            }
            area += level * (edge - at);
            at = edge;
            means[i] = area / width;
        }
        return means;
    }

    /** The highest level that lasts for more than no time between two times; 0 where there is none. */
    public long max(long from, long to) {
        int s = 0;
        int e = 0;
        long max = 0;
        long at = from;
        while (at < to) {
            while (s < starts.length && starts[s] <= at) {
                s++;
            }
            while (e < ends.length && ends[e] <= at) {
                e++;
            }
            max = Math.max(max, s - e);
            long nextStart = s < starts.length ? starts[s] : Long.MAX_VALUE;
            long nextEnd = e < ends.length ? ends[e] : Long.MAX_VALUE;
            at = Math.min(nextStart, nextEnd);
        }
        return max;
    }
}
