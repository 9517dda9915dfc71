package dev.plimsoll.engine.report;

import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.AdjustedSummary;
import dev.plimsoll.engine.metrics.ClassSummary;
import dev.plimsoll.engine.metrics.MetricDefinition;
import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.metrics.Metrics;
import dev.plimsoll.engine.metrics.StageHonesty;
import dev.plimsoll.engine.metrics.StagePhases;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.report.ConsoleTable.Trait;
import dev.plimsoll.engine.stats.OrInfinite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The console's tables of what a stage tells beside its metrics. */
final class StageViewTables {
    private static final List<String> TAILS = List.of("p50", "p90", "p95", "p99");
    private static final String MS = "ms";

    static final List<ConsoleTable> ALL = List.of(
            new ConsoleTable(
                    "Latency with failed requests as infinite", Set.of(Trait.FAILED), StageViewTables::adjusted),
            new ConsoleTable("By class of requests", Set.of(Trait.CLASSES), StageViewTables::classes),
            new ConsoleTable("Prefill, decode and tokens in flight", Set.of(Trait.PHASES), StageViewTables::phases),
            new ConsoleTable("Images, audio and tool calls", Set.of(Trait.MODALITIES), StageViewTables::modalities),
            new ConsoleTable("How far to trust the figures", Set.of(Trait.HONESTY), StageViewTables::honesty),
            new ConsoleTable(
                    "As GuideLLM prints it: means per request, weighted by tokens",
                    Set.of(Trait.COMPAT),
                    StageViewTables::guideLlm));

    private StageViewTables() {}

    private static List<Column> adjusted(RunSummary summary) {
        List<StageSummary> stages = with(summary, s -> !s.errorAdjusted().isEmpty());
        List<Column> columns = started(stages);
        columns.add(column("Failed", "", stages, s -> Numbers.count(first(s).failures())));
        for (String tag : List.of("ttft", "latency")) {
            if (stages.stream().anyMatch(s -> s.errorAdjusted().containsKey(tag))) {
                for (String stat : TAILS) {
                    String name = MetricNames.of(tag) + " " + stat;
                    columns.add(column(
                            Character.toUpperCase(name.charAt(0)) + name.substring(1),
                            MS,
                            stages,
                            s -> text(s.errorAdjusted().get(tag), stat)));
                }
            }
        }
        return columns;
    }

    private static AdjustedSummary first(StageSummary stage) {
        return stage.errorAdjusted().values().iterator().next();
    }

    private static String text(@Nullable AdjustedSummary adjusted, String stat) {
        if (adjusted == null) {
            return Numbers.ABSENT;
        }
        OrInfinite value = adjusted.stat(stat);
        return value.infinite() ? OrInfinite.TEXT : Numbers.three(value.value());
    }

    private static List<Column> classes(RunSummary summary) {
        List<StageSummary> stages = new ArrayList<>();
        List<ClassSummary> classes = new ArrayList<>();
        for (StageSummary stage : with(summary, s -> !s.classes().isEmpty())) {
            for (ClassSummary one : stage.classes()) {
                stages.add(stage);
                classes.add(one);
            }
        }
        List<Column> columns = started(stages);
        columns.add(Column.text(
                "Class",
                classes.stream()
                        .map(c -> c.label().isEmpty() ? Numbers.ABSENT : PlainText.oneLine(c.label()))
                        .toList()));
        columns.add(
                number("Requests", "", classes, c -> Numbers.count(c.requests().created())));
        columns.add(
                number("Errors", "", classes, c -> Numbers.count(c.requests().errored())));
        for (String tag : List.of("ttft", "tpot", "latency")) {
            if (classes.stream().anyMatch(c -> c.metrics().containsKey(tag))) {
                for (String stat : List.of("p50", "p99")) {
                    columns.add(number(
                            MetricNames.of(tag) + " " + stat,
                            MS,
                            classes,
                            c -> stat(c.metrics().get(tag), stat)));
                }
            }
        }
        if (classes.stream().anyMatch(c -> c.goodShare() != null)) {
            columns.add(number("Met every objective", "", classes, c -> percent(c.goodShare())));
        }
        return columns;
    }

    private static List<Column> phases(RunSummary summary) {
        List<StageSummary> stages = with(summary, s -> s.phases() != null);
        List<Column> columns = started(stages);
        level(columns, stages, "Prefill", StagePhases::prefill);
        level(columns, stages, "Decode", StagePhases::decode);
        level(columns, stages, "Tokens in flight", StagePhases::tokensInFlight);
        return columns;
    }

    private static void level(
            List<Column> columns,
            List<StageSummary> stages,
            String name,
            Function<StagePhases, StagePhases.@Nullable Level> of) {
        Function<StageSummary, StagePhases.@Nullable Level> level =
                s -> s.phases() == null ? null : of.apply(s.phases());
        if (stages.stream().anyMatch(s -> level.apply(s) != null)) {
            columns.add(column(name, "mean", stages, s -> {
                StagePhases.Level known = level.apply(s);
                return known == null ? Numbers.ABSENT : Numbers.three(known.mean());
            }));
            columns.add(column(name + " max", "", stages, s -> {
                StagePhases.Level known = level.apply(s);
                return known == null ? Numbers.ABSENT : Numbers.count(Math.round(known.max()));
            }));
        }
    }

    /** Whatever the registry has of other modalities, as far as there is any. */
    private static List<Column> modalities(RunSummary summary) {
        List<StageSummary> stages = with(summary, StageViewTables::hasModalities);
        List<Column> columns = started(stages);
        for (MetricDefinition metric : Metrics.all()) {
            if (metric.group() == MetricDefinition.Group.MODALITY
                    && stages.stream().anyMatch(s -> s.metrics().containsKey(metric.tag()))) {
                columns.add(column(
                        metric.label(),
                        metric.displayUnit().isEmpty() ? "mean" : "mean, " + metric.displayUnit(),
                        stages,
                        s -> stat(s.metrics().get(metric.tag()), "mean")));
            }
        }
        return columns;
    }

    static boolean hasModalities(StageSummary stage) {
        return Metrics.all().stream()
                .filter(m -> m.group() == MetricDefinition.Group.MODALITY)
                .anyMatch(m -> stage.metrics().containsKey(m.tag()));
    }

    private static List<Column> honesty(RunSummary summary) {
        List<StageSummary> stages = with(summary, s -> s.honesty() != null);
        List<Column> columns = started(stages);
        columns.add(text("Output counted by", stages, h -> sources(h.outputTokenSources())));
        columns.add(text("Input counted by", stages, h -> sources(h.promptTokenSources())));
        columns.add(text("Output counts off", stages, h -> mismatch(h.outputCount())));
        columns.add(text("Input counts off", stages, h -> mismatch(h.promptCount())));
        columns.add(text("Lengths off", stages, h -> mismatch(h.outputLength())));
        columns.add(told("Tokens per event", stages, h -> Numbers.three(h.tokensPerEvent())));
        columns.add(told("Sharing a read", stages, h -> percent(h.sharedReadShare())));
        columns.add(told("Lag in TTFT", stages, h -> percent(h.ttftLagShare())));
        return columns;
    }

    private static String sources(Map<String, Double> shares) {
        return shares.isEmpty()
                ? Numbers.ABSENT
                : shares.entrySet().stream()
                        .map(e -> e.getValue() == 1 ? e.getKey() : e.getKey() + " " + Numbers.percent(e.getValue()))
                        .collect(Collectors.joining(", "));
    }

    private static String mismatch(StageHonesty.@Nullable Mismatch mismatch) {
        return mismatch == null
                ? Numbers.ABSENT
                : Numbers.count(mismatch.mismatched()) + " of " + Numbers.count(mismatch.compared())
                        + (mismatch.by().equals("events") ? " (events)" : "");
    }

    private static List<Column> guideLlm(RunSummary summary) {
        List<StageSummary> stages = with(summary, s -> s.compat().containsKey("guidellm"));
        List<Column> columns = started(stages);
        for (String name : List.of("time_per_output_token_ms", "inter_token_latency_ms")) {
            String label = name.startsWith("time") ? "TPOT" : "ITL";
            for (String stat : List.of("mean", "p50", "p99")) {
                columns.add(column(
                        label + " " + stat, MS, stages, s -> stat(guideLlm(s).get(name), stat)));
            }
        }
        return columns;
    }

    private static Map<String, MetricSummary> guideLlm(StageSummary stage) {
        return stage.compat().getOrDefault("guidellm", Map.of());
    }

    private static List<StageSummary> with(RunSummary summary, java.util.function.Predicate<StageSummary> has) {
        return summary.stages().stream()
                .map(RunSummary.Stage::figures)
                .filter(has)
                .toList();
    }

    private static List<Column> started(List<StageSummary> stages) {
        StageColumns columns = new StageColumns(stages);
        return new ArrayList<>(List.of(columns.number(), columns.strategy()));
    }

    private static Column column(
            String name, String unit, List<StageSummary> stages, Function<StageSummary, String> cell) {
        return number(name, unit, stages, cell);
    }

    private static Column told(String name, List<StageSummary> stages, Function<StageHonesty, String> cell) {
        return number(name, "", stages, s -> s.honesty() == null ? Numbers.ABSENT : cell.apply(s.honesty()));
    }

    private static Column text(String name, List<StageSummary> stages, Function<StageHonesty, String> cell) {
        return Column.text(
                name,
                stages.stream()
                        .map(s -> s.honesty() == null ? Numbers.ABSENT : cell.apply(s.honesty()))
                        .toList());
    }

    private static <T> Column number(String name, String unit, List<T> rows, Function<T, String> cell) {
        return Column.number(name, unit, rows.stream().map(cell).toList());
    }

    private static String stat(@Nullable MetricSummary metric, String stat) {
        return metric == null ? Numbers.ABSENT : Numbers.three(metric.stat(stat));
    }

    private static String percent(@Nullable Double share) {
        return share == null ? Numbers.ABSENT : Numbers.percent(share);
    }
}
