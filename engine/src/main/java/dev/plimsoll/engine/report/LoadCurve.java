package dev.plimsoll.engine.report;

import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.metrics.StageSummary.SloResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The walk up the curve of stages to where it first crosses an objective; see {@link LoadLine}. */
final class LoadCurve {
    private LoadCurve() {}

    /** One stage's statistic, in ms; endless where failed requests reach into the percentile. */
    private record Point(int position, StageSummary stage, double value, SloResult slo) {
        boolean meets() {
            return value <= slo.max();
        }
    }

    /** A crossing and how far up the curve it is, in stages. */
    private record Candidate(double position, LoadLine.Crossing crossing) {}

    /** The load line of stages in order of their rate. */
    static LoadLine walk(List<StageSummary> curve, List<SloResult> objectives) {
        @Nullable Candidate first = null;
        for (SloResult objective : objectives) {
            List<Point> points = points(curve, objective);
            if (points.isEmpty()) {
                continue;
            }
            Point lowest = points.getFirst();
            if (!lowest.meets()) {
                return new LoadLine.BelowLowest(
                        lowest.stage().rates().requests(), lowest.stage().index(), lowest.slo());
            }
            Candidate candidate = crossing(points, objectives);
            if (candidate != null && (first == null || candidate.position() < first.position())) {
                first = candidate;
            }
        }
        if (first != null) {
            return first.crossing();
        }
        return curve.stream()
                .filter(stage -> objectives.stream()
                        .anyMatch(o -> !points(List.of(stage), o).isEmpty()))
                .max(Comparator.comparingDouble(stage -> stage.rates().requests()))
                .<LoadLine>map(best -> new LoadLine.NotReached(best.rates().requests(), best.index(), objectives))
                .orElse(new LoadLine.Unasked("No stage has a value for an SLO, so there is no load line."));
    }

    private static @Nullable Candidate crossing(List<Point> points, List<SloResult> objectives) {
        for (int i = 1; i < points.size(); i++) {
            Point below = points.get(i - 1);
            Point above = points.get(i);
            if (below.meets() && !above.meets()) {
                // An endless value leaves no way to go: the fraction is 0.
                double fraction = (above.slo().max() - below.value()) / (above.value() - below.value());
                double from = below.stage().rates().requests();
                double to = above.stage().rates().requests();
                double position = below.position() + fraction * (above.position() - below.position());
                LoadLine.Crossing crossing = new LoadLine.Crossing(
                        from + fraction * (to - from),
                        below.stage().index(),
                        above.stage().index(),
                        above.slo(),
                        Double.isInfinite(above.value()),
                        inconclusive(below) || inconclusive(above),
                        objectives);
                return new Candidate(position, crossing);
            }
        }
        return null;
    }

    private static boolean inconclusive(Point point) {
        return point.slo().met().equals("INCONCLUSIVE");
    }

    private static List<Point> points(List<StageSummary> curve, SloResult objective) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < curve.size(); i++) {
            StageSummary stage = curve.get(i);
            for (SloResult slo : stage.slos()) {
                if (!same(slo, objective)) {
                    continue;
                }
                if (tooManyFailed(stage, slo)) {
                    points.add(new Point(i, stage, Double.POSITIVE_INFINITY, slo));
                } else if (slo.measured() != null) {
                    points.add(new Point(i, stage, slo.measured(), slo));
                }
            }
        }
        return points;
    }

    private static boolean tooManyFailed(StageSummary stage, SloResult slo) {
        StageSummary.Counts counts = stage.windowRequests();
        long failed = counts.errored() + counts.dropped();
        return failed > 0 && failed > (counts.successful() + failed) * (1 - Objectives.quantile(slo.stat()));
    }

    /** Whether two stages answer for the same objective. */
    static boolean same(SloResult a, SloResult b) {
        return a.metric().equals(b.metric()) && a.stat().equals(b.stat()) && a.max() == b.max();
    }
}
