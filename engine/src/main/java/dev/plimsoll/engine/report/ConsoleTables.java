package dev.plimsoll.engine.report;

import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.metrics.StageSummary.Counts;
import dev.plimsoll.engine.metrics.StageSummary.ErrorCount;
import dev.plimsoll.engine.metrics.StageSummary.SloResult;
import dev.plimsoll.engine.report.Column.Cell;
import dev.plimsoll.engine.report.Column.Mark;
import dev.plimsoll.engine.report.ConsoleTable.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The tables of the console, in order. */
final class ConsoleTables {
    private static final List<String> STATS = List.of("mean", "p50", "p90", "p95", "p99");
    private static final int LONGEST_SAMPLE = 80;

    static final List<ConsoleTable> ALL =
            Stream.concat(ofMetrics().stream(), StageViewTables.ALL.stream()).toList();

    private static List<ConsoleTable> ofMetrics() {
        return List.of(
                new ConsoleTable("Stages", Set.of(), ConsoleTables::stages),
                new ConsoleTable("Throughput", Set.of(), ConsoleTables::throughput),
                metric("Request latency", Trait.LATENCY, "latency"),
                metric("Request latency from schedule", Trait.FROM_SCHEDULE, "latencyFromSchedule"),
                metric("TTFT: time to first token", Trait.TTFT, "ttft"),
                metric("TPOT: time per output token", Trait.TPOT, "tpot"),
                metric("ICL: time between chunks", Trait.ICL, "icl"),
                new ConsoleTable("SLOs", Set.of(Trait.SLOS), ConsoleTables::slos),
                new ConsoleTable("Errors", Set.of(Trait.ERRORS), ConsoleTables::errors));
    }

    private ConsoleTables() {}

    private static ConsoleTable metric(String title, Trait needs, String tag) {
        return new ConsoleTable(title, Set.of(needs), summary -> metric(summary, tag));
    }

    private static List<Column> metric(RunSummary summary, String tag) {
        StageColumns columns = StageColumns.of(summary);
        List<Column> shown = new ArrayList<>(List.of(columns.number(), columns.strategy()));
        for (String stat : STATS) {
            shown.add(columns.metric(tag, stat, stat));
        }
        shown.add(columns.count(
                "n", s -> s.metrics().containsKey(tag) ? s.metrics().get(tag).count() : 0));
        return shown;
    }

    private static List<Column> stages(RunSummary summary) {
        StageColumns columns = StageColumns.of(summary);
        List<StageSummary> stages = figures(summary);
        return List.of(
                columns.number(),
                columns.strategy(),
                Column.number(
                        "Start",
                        "m:s",
                        stages.stream()
                                .map(s -> Numbers.clock(s.startSeconds()))
                                .toList()),
                Column.number(
                        "Length",
                        "s",
                        stages.stream()
                                .map(s -> Numbers.fixed(s.endSeconds() - s.startSeconds(), 1))
                                .toList()),
                Column.number(
                        "Window",
                        "s",
                        stages.stream()
                                .map(s -> Numbers.fixed(s.windowSeconds()[0], 1) + "–"
                                        + Numbers.fixed(s.windowSeconds()[1], 1))
                                .toList()),
                columns.requests("Requests", Counts::created),
                columns.requests("Successful", Counts::successful),
                columns.requests("Errored", Counts::errored),
                columns.requests("Cancelled", Counts::cancelled),
                columns.requests("Dropped", Counts::dropped));
    }

    private static List<Column> throughput(RunSummary summary) {
        StageColumns columns = StageColumns.of(summary);
        List<StageSummary> stages = figures(summary);
        return List.of(
                columns.number(),
                columns.strategy(),
                columns.offered(),
                columns.sent(),
                columns.achieved(),
                columns.goodput(),
                Column.text("Good", stages.stream().map(ConsoleTables::good).toList()),
                columns.promptTokens(),
                columns.outputTokens(),
                Column.number(
                        "In flight",
                        "mean",
                        stages.stream()
                                .map(s -> Numbers.three(s.concurrency().mean()))
                                .toList()),
                columns.countIfKnown("In flight max", s -> s.concurrency().max()));
    }

    /** Goodput's denominator: {@code 46 of 50}. */
    private static String good(StageSummary stage) {
        StageSummary.Goodput goodput = stage.goodput();
        return goodput == null
                ? Numbers.ABSENT
                : Numbers.count(goodput.good()) + " of " + Numbers.count(goodput.ended());
    }

    private static List<Column> slos(RunSummary summary) {
        List<Cell> stage = new ArrayList<>();
        List<String> strategy = new ArrayList<>();
        List<String> objective = new ArrayList<>();
        List<String> measured = new ArrayList<>();
        List<Cell> result = new ArrayList<>();
        List<String> good = new ArrayList<>();
        for (StageSummary figures : figures(summary)) {
            for (SloResult slo : figures.slos()) {
                stage.add(Cell.of(Numbers.count(figures.index() + 1L)));
                strategy.add(StageNames.of(figures));
                objective.add(MetricNames.of(slo));
                measured.add(Numbers.duration(slo.measured()));
                String met = slo.stat().equals("each") ? Numbers.ABSENT : slo.met();
                result.add(new Cell(met, met.equals("FAIL") ? Mark.OUT_OF_SLO : Mark.NONE));
                good.add(Numbers.percent(slo.goodFraction()));
            }
        }
        return List.of(
                new Column("#", "", true, stage),
                Column.text("Strategy", strategy),
                Column.text("Objective", objective),
                Column.number("Measured", "", measured),
                new Column("Result", "", false, result),
                Column.number("Requests that met it", "", good));
    }

    private static List<Column> errors(RunSummary summary) {
        List<Cell> stage = new ArrayList<>();
        List<String> kind = new ArrayList<>();
        List<String> code = new ArrayList<>();
        List<String> count = new ArrayList<>();
        List<String> sample = new ArrayList<>();
        for (StageSummary figures : figures(summary)) {
            for (ErrorCount error : figures.errors()) {
                stage.add(Cell.of(Numbers.count(figures.index() + 1L)));
                kind.add(error.kind());
                code.add(error.code() == null ? Numbers.ABSENT : error.code().toString());
                count.add(Numbers.count(error.count()));
                sample.add(PlainText.shorten(PlainText.oneLine(error.sample()), LONGEST_SAMPLE));
            }
        }
        return List.of(
                new Column("#", "", true, stage),
                Column.text("Kind", kind),
                Column.number("HTTP status", "", code),
                Column.number("Count", "", count),
                Column.text("Sample", sample));
    }

    private static List<StageSummary> figures(RunSummary summary) {
        return summary.stages().stream().map(RunSummary.Stage::figures).toList();
    }
}
