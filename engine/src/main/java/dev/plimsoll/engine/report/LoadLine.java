package dev.plimsoll.engine.report;

import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.metrics.StageSummary.SloResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The highest throughput at which the target still meets every objective on a percentile.
 *
 * <p>The open-loop stages, in order of their offered rate, are a curve: achieved requests/s against the objective's statistic. The
 * load line is where that curve first rises above the limit, linear between the two neighbouring stages; of several objectives the
 * one crossed first on the way up counts. In a stage where more requests failed than the percentile may leave out, the percentile
 * with failures counted as endless does not exist, so the line is then at the stage below. No interval is given: one run holds no
 * evidence for one.
 */
public sealed interface LoadLine {
    /** The load line in a sentence. */
    String sentence();

    /**
     * The curve crosses a limit.
     *
     * @param requestsPerSecond achieved throughput at the crossing
     * @param below index of the stage before it, which meets every objective
     * @param above index of the stage after it, which does not
     * @param failsFirst the objective that is crossed, with what {@code above} measured
     * @param byErrors whether it is failed requests, not their times, that break the objective
     * @param restsOnFew whether one of the two stages has too few requests for the percentile
     * @param objectives every objective asked for
     */
    record Crossing(
            double requestsPerSecond,
            int below,
            int above,
            SloResult failsFirst,
            boolean byErrors,
            boolean restsOnFew,
            List<SloResult> objectives)
            implements LoadLine {
        public Crossing {
            objectives = List.copyOf(objectives);
        }

        @Override
        public String sentence() {
            return Numbers.three(requestsPerSecond) + " req/s meets " + MetricNames.all(objectives) + ". Beyond it "
                    + (byErrors ? "requests fail" : MetricNames.of(failsFirst.metric()) + " fails first") + "."
                    + (restsOnFew ? " A stage beside it has too few requests to be sure." : "");
        }
    }

    /**
     * Every stage meets every objective.
     *
     * @param requestsPerSecond highest achieved throughput
     * @param stage index of that stage
     * @param objectives every objective asked for
     */
    record NotReached(double requestsPerSecond, int stage, List<SloResult> objectives) implements LoadLine {
        public NotReached {
            objectives = List.copyOf(objectives);
        }

        @Override
        public String sentence() {
            return "Not reached: " + Numbers.three(requestsPerSecond) + " req/s, the highest rate run, still meets "
                    + MetricNames.all(objectives) + ".";
        }
    }

    /**
     * Already the lowest stage misses an objective.
     *
     * @param requestsPerSecond achieved throughput of that stage
     * @param stage its index
     * @param fails the objective it misses
     */
    record BelowLowest(double requestsPerSecond, int stage, SloResult fails) implements LoadLine {
        @Override
        public String sentence() {
            return "Below every rate run: " + Numbers.three(requestsPerSecond) + " req/s, the lowest, misses "
                    + MetricNames.of(fails) + ".";
        }
    }

    /**
     * The question does not arise.
     *
     * @param sentence why
     */
    record Unasked(String sentence) implements LoadLine {}

    /** The load line of a run. */
    static LoadLine of(RunSummary summary) {
        List<StageSummary> curve = summary.stages().stream()
                .map(RunSummary.Stage::figures)
                .filter(StageSummary::openLoop)
                .sorted(Comparator.comparingDouble(LoadLine::order))
                .toList();
        List<SloResult> objectives = new ArrayList<>();
        for (StageSummary stage : curve) {
            for (SloResult slo : stage.slos()) {
                if (!slo.stat().equals("each") && objectives.stream().noneMatch(o -> LoadCurve.same(o, slo))) {
                    objectives.add(slo);
                }
            }
        }
        if (curve.isEmpty()) {
            return new Unasked("A load line needs stages with a rate; this run has none.");
        }
        if (objectives.isEmpty()) {
            return new Unasked("A load line needs an SLO on a percentile; this run has none.");
        }
        return LoadCurve.walk(curve, objectives);
    }

    private static double order(StageSummary stage) {
        Double offered = stage.rates().offered();
        return offered == null ? stage.rates().requests() : offered;
    }
}
