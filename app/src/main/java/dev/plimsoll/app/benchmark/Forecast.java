package dev.plimsoll.app.benchmark;

import dev.plimsoll.charts.run.PlannedStage;
import dev.plimsoll.engine.plan.PlanCompiler;
import dev.plimsoll.engine.plan.RatePoint;
import dev.plimsoll.engine.plan.RunPlan;
import dev.plimsoll.engine.plan.StrategyPlan;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.run.Estimate;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a benchmark will do, as far as it can be known before: computed by the engine's own objects, in words and numbers for the page.
 *
 * @param plan what would run, or null where something is wrong with it
 * @param stages how many there will be
 * @param load stages over time; one whose rate changes in many short pieces
 * @param unit of their load
 * @param loadNote below the chart, or empty
 * @param arrivals when requests start
 * @param estimate lines of label and value
 * @param shortage stages too short for a p99
 * @param last the last run, if there is one
 */
record Forecast(
        @Nullable RunPlan plan,
        int stages,
        List<PlannedStage> load,
        String unit,
        String loadNote,
        Arrivals arrivals,
        List<Line> estimate,
        Optional<P99Shortage> shortage,
        Optional<LastRun> last) {
    /** A stage whose end nobody can tell is drawn this long, s. */
    private static final double NOMINAL_SECONDS = 60;
    /** Steps in which a rate that changes is drawn. */
    private static final int PIECES = 60;

    private static final String BY_SERVER = "depends on the server";
    private static final double MILLION = 1e6;

    Forecast {
        load = List.copyOf(load);
        estimate = List.copyOf(estimate);
    }

    /** One line of the estimate. */
    record Line(String label, String value) {}

    /** For a benchmark that cannot run as it is. */
    static Forecast none(Optional<LastRun> last) {
        return new Forecast(
                null,
                0,
                List.of(),
                "req/s",
                "",
                new Arrivals("", new double[0], 2, "", ""),
                List.of(),
                Optional.empty(),
                last);
    }

    /** Computes it; may take a while. Any thread. */
    static Forecast of(WorkspaceFile file, String benchmark, Optional<LastRun> last) {
        try {
            return of(PlanCompiler.compile(file, benchmark), last);
        } catch (PlimsollException e) {
            return none(last); // its problems stand at its fields, or at the dataset
        }
    }

    private static Forecast of(RunPlan plan, Optional<LastRun> last) {
        Estimate estimate = Estimate.of(plan, last.map(LastRun::summary).orElse(null), null);
        StageForecast.Stages stages = StageForecast.of(plan, estimate);
        return new Forecast(
                plan,
                stages.all().size(),
                load(plan, stages),
                stages.unit(),
                note(stages),
                Arrivals.of(stages),
                lines(estimate),
                P99Shortage.of(plan, estimate),
                last);
    }

    private static List<PlannedStage> load(RunPlan plan, StageForecast.Stages stages) {
        List<PlannedStage> load = new ArrayList<>();
        double at = 0;
        for (StageForecast stage : stages.all()) {
            double seconds = stage.seconds() > 0 ? stage.seconds() : NOMINAL_SECONDS;
            String label = stage.planned() || stage.refined()
                    ? ""
                    : stage.index() == 1 ? "max" : stages.fromLastRun() ? Numbers.brief(stage.level()) : "one";
            if (stage.strategy() instanceof StrategyPlan.RateSeries series) {
                pieces(stage, series.points(), at, seconds, load);
                at += seconds;
                continue;
            }
            load.add(new PlannedStage(
                    stage.estimate().title(), at, seconds, stage.level(), stage.planned(), stage.refined(), label));
            at += seconds + plan.cooldownBetweenSeconds();
        }
        return load;
    }

    /** A rate that changes, as steps that are too short to be seen. */
    private static void pieces(
            StageForecast stage, List<RatePoint> points, double at, double seconds, List<PlannedStage> load) {
        double length = seconds / PIECES;
        for (int i = 0; i < PIECES; i++) {
            double rate = RatePoint.rateAt(points, (i + 0.5) * length);
            load.add(new PlannedStage(stage.estimate().title(), at + i * length, length, rate, true, false, ""));
        }
    }

    private static String note(StageForecast.Stages stages) {
        boolean lengthUnknown = stages.all().stream().anyMatch(s -> s.seconds() <= 0);
        String lengths = lengthUnknown ? "How long a stage takes depends on the server; 60 s are drawn." : "";
        if (!stages.measuredFirst()) {
            return lengths;
        }
        String rates = stages.fromLastRun()
                ? "Grey: measured first, not planned. The rates follow from them; values of the last run are shown."
                : "Grey: measured, not planned. The rates follow from the first two stages.";
        return lengths.isEmpty() ? rates : rates + " " + lengths;
    }

    private static List<Line> lines(Estimate estimate) {
        List<Line> lines = new ArrayList<>();
        boolean timed = estimate.seconds() >= 0;
        boolean counted = estimate.requests() >= 0;
        lines.add(new Line("Duration", timed ? Numbers.span(estimate.seconds()) : BY_SERVER));
        lines.add(new Line("Requests", counted ? "about " + about(estimate.requests()) : BY_SERVER));
        if (estimate.promptTokens() >= 0) {
            // one unit on a line: the larger number decides
            boolean millions = Math.max(estimate.promptTokens(), estimate.outputTokens()) >= MILLION;
            String in = tokens(estimate.promptTokens(), millions) + " in";
            lines.add(new Line(
                    "Tokens",
                    estimate.outputTokens() < 0
                            ? in
                            : in + " · " + tokens(estimate.outputTokens(), millions) + " out"));
        }
        if (estimate.journalBytes() >= 0) {
            lines.add(new Line("Journal", bytes(estimate.journalBytes())));
        }
        return lines;
    }

    private static String bytes(double count) {
        if (count < MILLION) {
            return Numbers.three(Math.max(1, Math.round(count / 1e3)) * 1.0) + " kB";
        }
        return count < 1e9 ? Numbers.three(count / MILLION) + " MB" : Numbers.three(count / 1e9) + " GB";
    }

    private static String about(double count) {
        if (count < 1000) {
            return Numbers.count(Math.round(count));
        }
        double step = StrictMath.pow(10, StrictMath.floor(StrictMath.log10(count)) - 1);
        return Numbers.count(Math.round(count / step) * Math.round(step));
    }

    private static String tokens(double count, boolean millions) {
        return millions ? Numbers.three(count / MILLION) + " M" : about(count);
    }
}
