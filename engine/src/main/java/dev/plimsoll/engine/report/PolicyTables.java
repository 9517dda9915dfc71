package dev.plimsoll.engine.report;

import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.metrics.RouterStage;
import dev.plimsoll.engine.report.Column.Cell;
import dev.plimsoll.engine.report.Column.Mark;
import dev.plimsoll.engine.report.ConsoleTable.Enabled;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Policies side by side, figure by figure: what was measured under each, what the simulation foretold, and how far apart the two are.
 * Differences are told as coarsely as the measured figure: three digits of what is compared, not of what is left.
 */
final class PolicyTables {
    static final ConsoleTable COMPARED =
            new ConsoleTable("Policies compared: measured and simulated", PolicyTables::has, PolicyTables::compared);

    private static final String NOT_COMPARED = "the run compares no policies";
    private static final double MS_PER_S = 1000;

    /** Beyond it a share says less than the two values do. */
    private static final long MOST_PERCENT = 500;

    /** One figure of a policy: its name, the same for all policies, and how it is told. */
    private record Line(String figure, String policy, Told measured, Told predicted, boolean count) {}

    /** A value; null where there is none. */
    private record Told(@Nullable Double value, boolean few) {}

    private PolicyTables() {}

    /** Whether a run has it. */
    static boolean compares(RunSummary summary) {
        return !stages(summary).isEmpty();
    }

    private static Enabled has(RunSummary summary) {
        return compares(summary) ? new Enabled(true, "") : new Enabled(false, NOT_COMPARED);
    }

    private static List<RouterStage> stages(RunSummary summary) {
        return summary.stages().stream()
                .filter(stage -> stage.figures().strategy().get("policy") != null)
                .map(RunSummary.Stage::router)
                .filter(Objects::nonNull)
                .toList();
    }

    private static ConsoleFigures compared(RunSummary summary) {
        List<RouterStage> stages = stages(summary);
        List<Line> lines = lines(stages);
        return new ConsoleFigures(
                        Column.text("Figure", lines.stream().map(Line::figure).toList()),
                        Column.text("Policy", lines.stream().map(Line::policy).toList()))
                .add(new Column(
                        "Measured",
                        "",
                        true,
                        lines.stream().map(line -> cell(line, line.measured())).toList()))
                .add(new Column(
                        "Simulated",
                        "",
                        true,
                        lines.stream().map(line -> cell(line, line.predicted())).toList()))
                .add(Column.number(
                        "Difference",
                        "",
                        lines.stream().map(PolicyTables::difference).toList()));
    }

    private static List<Line> lines(List<RouterStage> stages) {
        List<Line> lines = new ArrayList<>();
        counts(lines, stages, "Loads", stage -> (double) stage.loads());
        counts(lines, stages, "Wasted loads", stage -> (double) stage.wastedLoads());
        if (stages.stream().anyMatch(PolicyTables::anyUnserved)) {
            counts(lines, stages, "Unanswered", stage ->
                    (double) stage.requests().unserved());
        }
        times(
                lines,
                stages,
                "Makespan",
                stage -> new Told(stage.makespanSeconds() == null ? null : stage.makespanSeconds() * MS_PER_S, false));
        for (String stat : List.of("p50", "p99", "max")) {
            times(lines, stages, "Wait " + stat, stage -> told(stage.waits(), stat));
        }
        counts(lines, stages, "Most overtaken", PolicyTables::mostOvertaken);
        List<Integer> priorities = stages.stream()
                .flatMap(stage -> stage.priorities().stream())
                .map(RouterStage.Priority::priority)
                .distinct()
                .sorted((one, other) -> Integer.compare(other, one))
                .toList();
        if (priorities.size() > 1) {
            for (int priority : priorities) {
                for (String stat : List.of("p50", "p99")) {
                    times(
                            lines,
                            stages,
                            "Wait " + stat + ", priority " + priority,
                            stage -> told(waits(stage, priority), stat));
                }
            }
        }
        TreeSet<String> loaded = new TreeSet<>();
        stages.forEach(stage ->
                stage.models().stream().filter(model -> model.loads() > 0).forEach(model -> loaded.add(model.model())));
        for (String model : loaded) {
            times(lines, stages, "Load p50 of " + PlainText.oneLine(model), stage -> told(load(stage, model), "p50"));
        }
        return lines;
    }

    private static boolean anyUnserved(RouterStage stage) {
        return stage.requests().unserved() > 0
                || stage.predicted() != null && stage.predicted().requests().unserved() > 0;
    }

    private static @Nullable Double mostOvertaken(RouterStage stage) {
        RouterStage.Starvation starvation = stage.starvation();
        if (starvation == null) {
            return null;
        }
        RouterStage.Request most = starvation.mostOvertaken();
        return most == null ? 0.0 : (double) most.overtakenBy();
    }

    private static @Nullable MetricSummary waits(RouterStage stage, int priority) {
        return stage.priorities().stream()
                .filter(each -> each.priority() == priority)
                .findFirst()
                .map(RouterStage.Priority::waits)
                .orElse(null);
    }

    /** Of its later loads where there are some, else of its first. */
    private static @Nullable MetricSummary load(RouterStage stage, String id) {
        return stage.models().stream()
                .filter(model -> model.model().equals(id))
                .findFirst()
                .map(model -> model.warmLoad() == null ? model.coldLoad() : model.warmLoad())
                .orElse(null);
    }

    private static void counts(
            List<Line> lines, List<RouterStage> stages, String figure, Function<RouterStage, @Nullable Double> of) {
        add(lines, stages, figure, stage -> new Told(of.apply(stage), false), true);
    }

    private static void times(
            List<Line> lines, List<RouterStage> stages, String figure, Function<RouterStage, Told> ms) {
        add(lines, stages, figure, ms, false);
    }

    private static void add(
            List<Line> lines, List<RouterStage> stages, String figure, Function<RouterStage, Told> of, boolean count) {
        for (RouterStage stage : stages) {
            RouterStage predicted = stage.predicted();
            lines.add(new Line(
                    figure,
                    stage.policy() == null ? Numbers.ABSENT : PlainText.oneLine(stage.policy()),
                    of.apply(stage),
                    predicted == null ? new Told(null, false) : of.apply(predicted),
                    count));
        }
    }

    private static Told told(@Nullable MetricSummary metric, String stat) {
        return metric == null
                ? new Told(null, false)
                : new Told(metric.stat(stat), metric.tooFew().contains(stat));
    }

    private static Cell cell(Line line, Told told) {
        Double value = told.value();
        String text = value == null
                ? Numbers.ABSENT
                : line.count() ? Numbers.count(Math.round(value)) : Numbers.duration(value);
        return new Cell(text, told.few() ? Mark.FEW : Mark.NONE);
    }

    /** Simulated less measured, in the unit of the measured value and to its last digit. */
    private static String difference(Line line) {
        Double measured = line.measured().value();
        Double predicted = line.predicted().value();
        if (measured == null || predicted == null) {
            return Numbers.ABSENT;
        }
        if (line.count()) {
            long less = Math.round(predicted) - Math.round(measured);
            return (less > 0 ? "+" : "") + Numbers.count(less);
        }
        LatencyUnit unit = LatencyUnit.of(Math.max(measured, predicted));
        double size = unit.fromMs(Math.max(measured, predicted));
        int decimals = size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
        double from = rounded(unit.fromMs(measured), decimals);
        double less = rounded(rounded(unit.fromMs(predicted), decimals) - from, decimals);
        String sign = less > 0 ? "+" : less < 0 ? "−" : "";
        long percent = from > 0 ? Math.round(100 * Math.abs(less) / from) : 0;
        return sign + Numbers.fixed(Math.abs(less), decimals) + " " + unit.text()
                + (percent > 0 && percent <= MOST_PERCENT ? " (" + sign + Numbers.count(percent) + " %)" : "");
    }

    /** As it is shown, so that what is shown adds up. */
    private static double rounded(double value, int decimals) {
        return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_UP).doubleValue();
    }
}
