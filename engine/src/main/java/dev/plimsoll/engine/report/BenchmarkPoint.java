package dev.plimsoll.engine.report;

import dev.plimsoll.engine.stats.Finite;
import dev.plimsoll.engine.stats.TInterval;
import java.util.OptionalDouble;

/**
 * One operating point with what is known of its uncertainty: two means over runs and a confidence interval of each. Valid by
 * construction; any thread.
 *
 * @param label what it is called, may be empty
 * @param x mean of the first figure, finite
 * @param y mean of the second figure, finite
 * @param xLow lower bound of x, finite, at most {@code x}
 * @param xHigh upper bound of x, finite, at least {@code x}
 * @param yLow lower bound of y
 * @param yHigh upper bound of y
 * @param covXy sample covariance of the two over the runs, absent where unknown
 * @param nRuns runs behind the means, at least 1
 */
public record BenchmarkPoint(
        String label,
        double x,
        double y,
        double xLow,
        double xHigh,
        double yLow,
        double yHigh,
        OptionalDouble covXy,
        int nRuns) {
    public BenchmarkPoint {
        brackets("x", xLow, x, xHigh);
        brackets("y", yLow, y, yHigh);
        covXy.ifPresent(c -> Finite.require(c, "a covariance"));
        if (nRuns < 1) {
            throw new IllegalArgumentException("a point of " + nRuns + " runs");
        }
    }

    /**
     * The point of repeated measurements of both figures, with Student's intervals and the sample covariance.
     *
     * @param label what it is called, may be empty
     * @param level confidence level of the intervals, in (0, 1)
     * @param x first figure of each run, at least one
     * @param y second figure of each run, as many
     */
    public static BenchmarkPoint of(String label, double level, double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException(x.length + " values of x but " + y.length + " of y");
        }
        TInterval ofX = TInterval.of(level, x);
        TInterval ofY = TInterval.of(level, y);
        double products = 0;
        for (int i = 0; i < x.length; i++) {
            products += (x[i] - ofX.mean()) * (y[i] - ofY.mean());
        }
        return new BenchmarkPoint(
                label,
                ofX.mean(),
                ofY.mean(),
                ofX.low().orElse(ofX.mean()),
                ofX.high().orElse(ofX.mean()),
                ofY.low().orElse(ofY.mean()),
                ofY.high().orElse(ofY.mean()),
                x.length < 2 ? OptionalDouble.empty() : OptionalDouble.of(products / (x.length - 1)),
                x.length);
    }

    private static void brackets(String axis, double low, double mean, double high) {
        Finite.require(mean, "the mean of " + axis);
        Finite.require(low, "the lower bound of " + axis);
        Finite.require(high, "the upper bound of " + axis);
        if (low > mean || high < mean) {
            throw new IllegalArgumentException(
                    "the interval " + low + " to " + high + " of " + axis + " does not hold its mean " + mean);
        }
    }

    /** Whether there are too few runs to lean on the intervals: drawn dashed, and said. */
    public boolean few() {
        return nRuns < TInterval.FEW;
    }
}
