package dev.plimsoll.charts.run;

import dev.plimsoll.charts.plot.Trend;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.engine.report.JointRegion;
import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.stats.SlopeDetector;
import dev.plimsoll.engine.trust.GrowthLine;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How the requests in flight grow in a saturated stage: the line that the growth detector saw, or, where only another detector spoke,
 * least squares over the stage so far.
 *
 * @param from its first second, s of run time
 * @param to its last
 * @param middle requests in flight on the line in the middle of both
 * @param slope requests a second
 * @param low lower bound of the slope's interval
 * @param high upper bound
 * @param confidence level of the interval
 */
public record GrowthTrend(
        double from, double to, double middle, double slope, double low, double high, double confidence) {
    private static final double CONFIDENCE = 0.95;
    /** Fewer values make no trend. */
    private static final int FEWEST = 10;

    /** The detector's line, of a stage that began so many seconds after the run. */
    public static GrowthTrend of(GrowthLine line, double stageStart) {
        return new GrowthTrend(
                stageStart + line.fromSeconds(),
                stageStart + line.toSeconds(),
                line.at((line.fromSeconds() + line.toSeconds()) / 2),
                line.perSecond(),
                line.low(),
                line.high(),
                line.confidence());
    }

    /**
     * Least squares over a stage, where its values rise for sure.
     *
     * @param seconds starts of the steps, s of run time, ascending
     * @param inFlight one each; negative where unknown
     * @param end end of the last step
     */
    public static Optional<GrowthTrend> leastSquares(double[] seconds, double[] inFlight, double end) {
        if (seconds.length < FEWEST) {
            return Optional.empty();
        }
        SlopeDetector detector = new SlopeDetector(Double.MAX_VALUE, CONFIDENCE);
        for (int i = 0; i < seconds.length; i++) {
            if (inFlight[i] >= 0) {
                detector.add(seconds[i] - seconds[0], inFlight[i]);
            }
        }
        boolean rising = detector.isRising(seconds.length);
        OptionalDouble slope = detector.slope();
        OptionalDouble relative = detector.marginOfError();
        if (!rising || slope.isEmpty() || relative.isEmpty()) {
            return Optional.empty();
        }
        double margin = slope.getAsDouble() * relative.getAsDouble();
        return Optional.of(new GrowthTrend(
                seconds[0],
                end,
                detector.meanY().orElse(0),
                slope.getAsDouble(),
                slope.getAsDouble() - margin,
                slope.getAsDouble() + margin,
                CONFIDENCE));
    }

    /** In words: {@code in flight +4.10/s (90 % CI 3.30–4.80)}. */
    String words() {
        return "in flight " + Numbers.signed(slope) + "/s (" + interval() + ")";
    }

    private String interval() {
        return JointRegion.percent(confidence) + " CI " + Numbers.three(low) + "–" + Numbers.three(high);
    }

    /** What to draw. */
    public Trend mark(ChartStyle style) {
        return new Trend(
                from, to, middle, slope, low, high, "slope " + Numbers.signed(slope) + "/s", interval(), style);
    }
}
