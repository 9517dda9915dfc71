package dev.plimsoll.charts.live;

import dev.plimsoll.charts.plot.Trend;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.engine.metrics.LiveSnapshot.Point;
import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.stats.SlopeDetector;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How the requests in flight grow in the newest saturated stage: least squares over its seconds so far, with the interval of the slope.
 *
 * @param from its first second
 * @param to end of the last
 * @param middle mean of the requests in flight
 * @param slope requests per second
 * @param margin half of the slope's 95 % interval
 */
record LiveTrend(double from, double to, double middle, double slope, double margin) {
    private static final double CONFIDENCE = 0.95;
    /** Fewer seconds make no trend. */
    private static final int FEWEST = 10;

    static Optional<LiveTrend> of(LiveCharts charts) {
        if (charts.view().saturated().isEmpty()) {
            return Optional.empty();
        }
        LiveView.Saturated last = charts.view().saturated().getLast();
        List<Point> points =
                charts.points().stream().filter(p -> p.stage() == last.stage()).toList();
        if (points.size() < FEWEST
                || points.getLast().atSeconds() < charts.view().from()) {
            return Optional.empty();
        }
        double origin = points.getFirst().atSeconds();
        SlopeDetector detector = new SlopeDetector(Double.MAX_VALUE, CONFIDENCE);
        points.forEach(p -> detector.add(p.atSeconds() - origin, p.inFlight()));
        boolean rising = detector.isRising(points.size());
        OptionalDouble slope = detector.slope();
        OptionalDouble relative = detector.marginOfError();
        if (!rising || slope.isEmpty() || relative.isEmpty()) {
            return Optional.empty();
        }
        double end = points.getLast().atSeconds() + points.getLast().seconds();
        return Optional.of(new LiveTrend(
                origin,
                end,
                detector.meanY().orElse(0),
                slope.getAsDouble(),
                slope.getAsDouble() * relative.getAsDouble()));
    }

    Trend mark(ChartStyle style) {
        return new Trend(
                from,
                to,
                middle,
                slope,
                margin,
                "slope " + Numbers.signed(slope) + "/s",
                "95 % CI " + Numbers.three(slope - margin) + "–" + Numbers.three(slope + margin),
                style);
    }
}
