package dev.plimsoll.engine.report;

import dev.plimsoll.engine.stats.ConfidenceEllipse;
import dev.plimsoll.engine.stats.TInterval;
import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * What an ellipse around an operating point encloses. The two differ by a factor that grows with the number of runs, so whoever draws
 * one says which it is ({@link #label}).
 */
public enum JointRegion {
    /** The mean of both figures together, with the confidence of the intervals: Hotelling's T-squared. */
    MEAN,
    /** So large a share of the runs themselves, where they are normally distributed. */
    RUNS;

    /** What it is called in front of people: {@code 95 % joint region of the mean}. */
    public String label(double level) {
        return percent(level) + (this == MEAN ? " joint region of the mean" : " of the runs");
    }

    /** A confidence level as it is written: {@code 95 %}. */
    public static String percent(double level) {
        return Math.round(level * 100) + " %";
    }

    /**
     * The region of a point, from the spread that its intervals stand for. Empty where the covariance is unknown, or there are fewer than
     * three runs: two are always on one line.
     *
     * @param level level of the point's intervals
     */
    public Optional<ConfidenceEllipse> around(BenchmarkPoint point, double level) {
        if (point.few() || point.covXy().isEmpty()) {
            return Optional.empty();
        }
        int n = point.nRuns();
        double t = TDistribution.of(n - 1).inverseSurvivalProbability((1 - level) / 2);
        double xx = variance((point.xHigh() - point.xLow()) / 2, t, n);
        double yy = variance((point.yHigh() - point.yLow()) / 2, t, n);
        double xy = point.covXy().getAsDouble();
        return Optional.of(
                this == MEAN
                        ? ConfidenceEllipse.ofMean(point.x(), point.y(), xx, xy, yy, n, level)
                        : ConfidenceEllipse.ofPopulation(point.x(), point.y(), xx, xy, yy, level));
    }

    /** Sample variance behind an interval of {@link TInterval}. */
    private static double variance(double halfWidth, double t, int n) {
        double error = halfWidth / t;
        return error * error * n;
    }
}
