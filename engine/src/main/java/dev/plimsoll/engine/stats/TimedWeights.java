package dev.plimsoll.engine.stats;

import java.util.Arrays;

/**
 * Weights at moments of time, in order, no two moments closer than a threshold: what GuideLLM makes rates and concurrency of. Times in
 * seconds, as there. Immutable, any thread.
 *
 * <p>For compatibility with GuideLLM's figures only: a rate over a window in Plimsoll is a count over its length, and concurrency is
 * {@link StepFunction}'s.
 */
public final class TimedWeights {
    /** Moments closer than this are one, s (GuideLLM's default). */
    public static final double USUAL_THRESHOLD_SECONDS = 1e-4;

    private static final double SHORTEST_LAST_SECONDS = 1e-6;

    private final double[] times;
    private final double[] weights;

    private TimedWeights(double[] times, double[] weights) {
        this.times = times;
        this.weights = weights;
    }

    /**
     * Sorts and merges. A group begins at the first moment not yet in one and takes whatever is within the threshold of it; the first time
     * is kept, the weights are added.
     *
     * @param times finite, any order
     * @param weights one each, finite; may be negative (an end takes away what a start brought)
     * @param threshold seconds, 0 to merge equal times only
     */
    public static TimedWeights of(double[] times, double[] weights, double threshold) {
        int[] order = SortedOrder.of(times);
        double[] merged = new double[times.length];
        double[] sums = new double[times.length];
        int count = 0;
        for (int index : order) {
            double time = Finite.require(times[index], "a time");
            if (count == 0 || time - merged[count - 1] > threshold) {
                merged[count++] = time;
            }
            sums[count - 1] += Finite.require(weights[index], "a weight");
        }
        return new TimedWeights(Arrays.copyOf(merged, count), Arrays.copyOf(sums, count));
    }

    /** How many moments there are. */
    public int size() {
        return times.length;
    }

    /** A moment, s. */
    public double time(int index) {
        return times[index];
    }

    /** What came at a moment. */
    public double weight(int index) {
        return weights[index];
    }

    /**
     * The distribution of local rates: each moment's weight over the time around it (half the way to each neighbour), weighted by that time.
     * Its mean is the summed weight over the time covered. Empty for fewer than two moments.
     */
    public WeightedDistribution rates() {
        int n = times.length;
        if (n < 2) {
            return WeightedDistribution.of();
        }
        double[] rates = new double[n];
        double[] lasted = new double[n];
        for (int i = 0; i < n; i++) {
            double before = i == 0 ? 0 : times[i] - times[i - 1];
            double after = i == n - 1 ? 0 : times[i + 1] - times[i];
            lasted[i] = (before + after) / 2;
            if (i == n - 1) {
                lasted[i] = Math.max(lasted[i], SHORTEST_LAST_SECONDS);
            }
            rates[i] = weights[i] / lasted[i];
        }
        return WeightedDistribution.of(rates, lasted);
    }

    /** The distribution of the running sum, never below 0, weighted by how long it stood; the last moment lasts for no time. */
    public WeightedDistribution levels() {
        double[] levels = new double[times.length];
        double[] lasted = new double[times.length];
        double sum = 0;
        for (int i = 0; i < times.length; i++) {
            sum += weights[i];
            levels[i] = Math.max(0, sum);
            lasted[i] = i == times.length - 1 ? 0 : times[i + 1] - times[i];
        }
        return WeightedDistribution.of(levels, lasted);
    }

    /**
     * The part in a window: what came before it stands as one moment at its start, and it ends with a moment of no weight.
     *
     * @param from start, s
     * @param to end, s, after the start
     */
    public TimedWeights cumulativeWithin(double from, double to) {
        double[] newTimes = new double[times.length + 2];
        double[] newWeights = new double[times.length + 2];
        newTimes[0] = from;
        int count = 1;
        for (int i = 0; i < times.length; i++) {
            if (times[i] <= from) {
                newWeights[0] += weights[i];
            } else if (times[i] <= to) {
                newTimes[count] = times[i];
                newWeights[count++] = weights[i];
            }
        }
        newTimes[count++] = to;
        return new TimedWeights(Arrays.copyOf(newTimes, count), Arrays.copyOf(newWeights, count));
    }
}
