package dev.plimsoll.engine.report;

import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.AdjustedSummary;
import dev.plimsoll.engine.metrics.ClassSummary;
import dev.plimsoll.engine.metrics.MetricDefinition;
import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.metrics.Metrics;
import dev.plimsoll.engine.metrics.StagePhases;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.report.Column.Cell;
import dev.plimsoll.engine.report.Column.Mark;
import dev.plimsoll.engine.stats.OrInfinite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the tables of a stage's further views choose from; a stage without the view has no row. */
final class StageViewFigures {
    private static final List<String> TAILS = List.of("p50", "p90", "p95", "p99");
    private static final String MS = "ms";

    private StageViewFigures() {}

    static ConsoleFigures adjusted(RunSummary summary) {
        List<StageSummary> stages = with(summary, s -> !s.errorAdjusted().isEmpty());
        ConsoleFigures figures = started(stages, number("Failed", "", stages, s -> Numbers.count(first(s).failures())));
        for (ConsoleGroup group : ConsoleGroup.values()) {
            String tag = group.tag();
            if (stages.stream().anyMatch(s -> s.errorAdjusted().containsKey(tag))) {
                for (String stat : TAILS) {
                    String name = capital(MetricNames.of(tag)) + " " + stat;
                    List<Cell> cells = stages.stream()
                            .map(s -> cell(s.errorAdjusted().get(tag), stat))
                            .toList();
                    figures.add(new Column(name, MS, true, cells), group);
                }
            }
        }
        return figures;
    }

    private static AdjustedSummary first(StageSummary stage) {
        return stage.errorAdjusted().values().iterator().next();
    }

    private static Cell cell(@Nullable AdjustedSummary adjusted, String stat) {
        if (adjusted == null) {
            return Cell.of(Numbers.ABSENT);
        }
        OrInfinite value = adjusted.stat(stat);
        return value.infinite() ? new Cell(OrInfinite.TEXT, Mark.INFINITE) : Cell.of(Numbers.three(value.value()));
    }

    static ConsoleFigures classes(RunSummary summary) {
        return classes("Class", summary, StageSummary::classes, List.of("ttft", "tpot", "latency"));
    }

    /** The same per model; where a router told its wait, it stands apart from what the model took. */
    static ConsoleFigures models(RunSummary summary) {
        return classes(
                "Model", summary, StageSummary::models, List.of("ttft", "routerWait", "ttftServed", "tpot", "latency"));
    }

    private static ConsoleFigures classes(
            String head, RunSummary summary, Function<StageSummary, List<ClassSummary>> of, List<String> metrics) {
        List<StageSummary> stages = new ArrayList<>();
        List<ClassSummary> classes = new ArrayList<>();
        for (RunSummary.Stage stage : summary.stages()) {
            for (ClassSummary one : of.apply(stage.figures())) {
                stages.add(stage.figures());
                classes.add(one);
            }
        }
        ConsoleFigures columns = started(
                stages,
                Column.text(
                        head,
                        classes.stream()
                                .map(c -> c.label().isEmpty() ? Numbers.ABSENT : PlainText.oneLine(c.label()))
                                .toList()));
        columns.add(
                number("Requests", "", classes, c -> Numbers.count(c.requests().created())));
        columns.add(
                number("Errors", "", classes, c -> Numbers.count(c.requests().errored())));
        for (String tag : metrics) {
            if (classes.stream().anyMatch(c -> c.metrics().containsKey(tag))) {
                for (String stat : List.of("p50", "p99")) {
                    List<Cell> cells = classes.stream()
                            .map(c -> marked(c.metrics().get(tag), stat))
                            .toList();
                    columns.add(new Column(capital(MetricNames.of(tag)) + " " + stat, MS, true, cells));
                }
            }
        }
        if (classes.stream().anyMatch(c -> c.goodShare() != null)) {
            columns.add(number("Met every objective", "", classes, c -> percent(c.goodShare())));
        }
        return columns;
    }

    static ConsoleFigures phases(RunSummary summary) {
        List<StageSummary> stages = with(summary, s -> s.phases() != null);
        ConsoleFigures columns = started(stages);
        level(columns, stages, "Prefill", StagePhases::prefill);
        level(columns, stages, "Decode", StagePhases::decode);
        level(columns, stages, "Tokens in flight", StagePhases::tokensInFlight);
        return columns;
    }

    private static void level(
            ConsoleFigures columns,
            List<StageSummary> stages,
            String name,
            Function<StagePhases, StagePhases.@Nullable Level> of) {
        Function<StageSummary, StagePhases.@Nullable Level> level =
                s -> s.phases() == null ? null : of.apply(s.phases());
        if (stages.stream().anyMatch(s -> level.apply(s) != null)) {
            columns.add(number(name, "mean", stages, s -> {
                StagePhases.Level known = level.apply(s);
                return known == null ? Numbers.ABSENT : Numbers.three(known.mean());
            }));
            columns.add(number(name + " max", "", stages, s -> {
                StagePhases.Level known = level.apply(s);
                return known == null ? Numbers.ABSENT : Numbers.count(Math.round(known.max()));
            }));
        }
    }

    /** Whatever the registry has of other modalities, as far as there is any. */
    static ConsoleFigures modalities(RunSummary summary) {
        List<StageSummary> stages = with(summary, StageViewFigures::hasModalities);
        ConsoleFigures columns = started(stages);
        for (MetricDefinition metric : Metrics.all()) {
            if (metric.group() == MetricDefinition.Group.MODALITY
                    && stages.stream().anyMatch(s -> s.metrics().containsKey(metric.tag()))) {
                Column mean = number(
                        metric.label(),
                        metric.displayUnit().isEmpty() ? "mean" : "mean, " + metric.displayUnit(),
                        stages,
                        s -> stat(s.metrics().get(metric.tag()), "mean"));
                columns.add(mean, metric.flags(), null);
            }
        }
        return columns;
    }

    static boolean hasModalities(StageSummary stage) {
        return Metrics.all().stream()
                .filter(m -> m.group() == MetricDefinition.Group.MODALITY)
                .anyMatch(m -> stage.metrics().containsKey(m.tag()));
    }

    static ConsoleFigures guideLlm(RunSummary summary) {
        List<StageSummary> stages = with(summary, s -> s.compat().containsKey("guidellm"));
        ConsoleFigures columns = started(stages);
        for (String name : List.of("time_per_output_token_ms", "inter_token_latency_ms")) {
            String label = name.startsWith("time") ? "TPOT" : "ITL";
            for (String stat : List.of("mean", "p50", "p99")) {
                columns.add(number(
                        label + " " + stat, MS, stages, s -> stat(guideLlm(s).get(name), stat)));
            }
        }
        return columns;
    }

    private static Map<String, MetricSummary> guideLlm(StageSummary stage) {
        return stage.compat().getOrDefault("guidellm", Map.of());
    }

    static List<StageSummary> with(RunSummary summary, Predicate<StageSummary> has) {
        return summary.stages().stream()
                .map(RunSummary.Stage::figures)
                .filter(has)
                .toList();
    }

    static ConsoleFigures started(List<StageSummary> stages, Column... more) {
        StageColumns columns = new StageColumns(stages);
        return new ConsoleFigures(Stream.concat(Stream.of(columns.number(), columns.strategy()), Stream.of(more))
                .toArray(Column[]::new));
    }

    static <T> Column number(String name, String unit, List<T> rows, Function<T, String> cell) {
        return Column.number(name, unit, rows.stream().map(cell).toList());
    }

    private static String capital(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    /** A statistic with the mark of one that rests on too few requests. */
    private static Cell marked(@Nullable MetricSummary metric, String stat) {
        boolean few = metric != null && metric.tooFew().contains(stat);
        return new Cell(stat(metric, stat), few ? Mark.FEW : Mark.NONE);
    }

    static String stat(@Nullable MetricSummary metric, String stat) {
        return metric == null ? Numbers.ABSENT : Numbers.three(metric.stat(stat));
    }

    static String percent(@Nullable Double share) {
        return share == null ? Numbers.ABSENT : Numbers.percent(share);
    }
}
