package dev.plimsoll.engine.report;

import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.metrics.StageSummary.Counts;
import java.util.Arrays;
import java.util.List;

/** What the console's tables of stages, throughput and latencies choose from: one row per stage. */
final class MetricTables {
    private static final List<String> STATS = List.of("mean", "p50", "p90", "p95", "p99");

    private MetricTables() {}

    static boolean hasLatency(StageSummary stage) {
        return Arrays.stream(ConsoleGroup.values())
                .anyMatch(group -> stage.metrics().containsKey(group.tag()));
    }

    /** Every latency that a stage has; those from the schedule where there was one. */
    static ConsoleFigures latencies(RunSummary summary) {
        StageColumns columns = StageColumns.of(summary);
        ConsoleFigures figures = new ConsoleFigures(columns.number(), columns.strategy());
        for (ConsoleGroup group : ConsoleGroup.values()) {
            String tag = group.tag();
            boolean present = summary.stages().stream()
                    .map(RunSummary.Stage::figures)
                    .filter(s -> group != ConsoleGroup.LATENCY_FROM_SCHEDULE || s.openLoop())
                    .anyMatch(s -> s.metrics().containsKey(tag));
            if (present) {
                STATS.forEach(stat -> figures.add(columns.metric(tag, stat, stat), group));
                figures.add(
                        columns.count(
                                "n",
                                s -> s.metrics().containsKey(tag)
                                        ? s.metrics().get(tag).count()
                                        : 0),
                        group);
            }
        }
        return figures;
    }

    static ConsoleFigures stages(RunSummary summary) {
        StageColumns columns = StageColumns.of(summary);
        List<StageSummary> stages = figures(summary);
        return new ConsoleFigures(columns.number(), columns.strategy())
                .add(Column.number(
                        "Start",
                        "m:s",
                        stages.stream()
                                .map(s -> Numbers.clock(s.startSeconds()))
                                .toList()))
                .add(Column.number(
                        "Length",
                        "s",
                        stages.stream()
                                .map(s -> Numbers.fixed(s.endSeconds() - s.startSeconds(), 1))
                                .toList()))
                .add(Column.number(
                        "Window",
                        "s",
                        stages.stream()
                                .map(s -> Numbers.fixed(s.windowSeconds()[0], 1) + "–"
                                        + Numbers.fixed(s.windowSeconds()[1], 1))
                                .toList()))
                .add(columns.requests("Requests", Counts::created))
                .add(columns.requests("Successful", Counts::successful))
                .add(columns.requests("Errored", Counts::errored))
                .add(columns.requests("Cancelled", Counts::cancelled))
                .add(columns.requests("Dropped", Counts::dropped));
    }

    static ConsoleFigures throughput(RunSummary summary) {
        StageColumns columns = StageColumns.of(summary);
        List<StageSummary> stages = figures(summary);
        return new ConsoleFigures(columns.number(), columns.strategy())
                .add(columns.offered())
                .add(columns.sent())
                .add(columns.achieved())
                .add(columns.goodput())
                .add(Column.text("Good", stages.stream().map(MetricTables::good).toList()))
                .add(columns.promptTokens())
                .add(columns.outputTokens())
                .add(Column.number(
                        "In flight",
                        "mean",
                        stages.stream()
                                .map(s -> Numbers.three(s.concurrency().mean()))
                                .toList()))
                .add(columns.countIfKnown("In flight max", s -> s.concurrency().max()));
    }

    /** Goodput's denominator: {@code 46 of 50}. */
    private static String good(StageSummary stage) {
        StageSummary.Goodput goodput = stage.goodput();
        return goodput == null
                ? Numbers.ABSENT
                : Numbers.count(goodput.good()) + " of " + Numbers.count(goodput.ended());
    }

    private static List<StageSummary> figures(RunSummary summary) {
        return summary.stages().stream().map(RunSummary.Stage::figures).toList();
    }
}
