package dev.plimsoll.engine.report;

import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.metrics.StageSummary.Counts;
import dev.plimsoll.engine.metrics.StageSummary.Rates;
import dev.plimsoll.engine.metrics.StageSummary.SloResult;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Columns of tables with one row per stage. */
public final class StageColumns {
    private static final int MOST_DECIMALS = 3;

    private final List<StageSummary> stages;

    /** Columns over some stages, in this order. */
    public StageColumns(List<StageSummary> stages) {
        this.stages = List.copyOf(stages);
    }

    /** Columns over every stage of a run. */
    public static StageColumns of(RunSummary summary) {
        return new StageColumns(
                summary.stages().stream().map(RunSummary.Stage::figures).toList());
    }

    /** The columns of the one table that says most: report, Markdown, picture. */
    public List<Column> headline() {
        List<Column> columns = new ArrayList<>(List.of(number(), strategy(), achieved()));
        for (String tag : List.of("ttft", "tpot", "latency")) {
            if (has(tag)) {
                String tail = Objectives.tail(stages, tag);
                columns.add(metric(tag, "p50"));
                columns.add(tag.equals("latency") ? metric(tag, tail, MetricNames.stat(tail)) : metric(tag, tail));
            }
        }
        columns.add(outputTokens());
        if (stages.stream().anyMatch(s -> s.rates().goodput() != null)) {
            columns.add(goodput());
        }
        columns.add(count("n", s -> s.windowRequests().successful()));
        columns.add(count("Errors", s -> s.requests().errored()));
        if (stages.stream().anyMatch(s -> !s.slos().isEmpty())) {
            columns.add(slos());
        }
        return columns;
    }

    /** The stage's number, from 1. */
    public Column number() {
        return new Column(
                "#",
                "",
                false,
                stages.stream()
                        .map(s -> Column.Cell.of(Numbers.count(s.index() + 1L)))
                        .toList());
    }

    /** What the stage did. */
    public Column strategy() {
        return Column.text("Strategy", stages.stream().map(StageNames::of).toList());
    }

    /** Slots per second by the schedule; absent in closed loops. */
    public Column offered() {
        return rate("Offered", "req/s", Rates::offered);
    }

    /** Requests sent per second. */
    public Column sent() {
        return rate("Sent", "req/s", Rates::sent);
    }

    /** Requests completed per second. */
    public Column achieved() {
        return rate("Achieved", "req/s", Rates::requests);
    }

    /** Input tokens per second. */
    public Column promptTokens() {
        return rate("Input", "tok/s", Rates::promptTokens);
    }

    /** Output tokens per second. */
    public Column outputTokens() {
        return rate("Output", "tok/s", Rates::outputTokens);
    }

    /** Requests per second that met every objective; absent without objectives. */
    public Column goodput() {
        return new Column("Goodput", "req/s", true, cells(values(s -> s.rates().goodput())));
    }

    /** A statistic of a metric, in the unit that suits the metric over all stages. */
    public Column metric(String tag, String stat) {
        String name = MetricNames.of(tag) + " " + MetricNames.stat(stat);
        return metric(tag, stat, Character.toUpperCase(name.charAt(0)) + name.substring(1));
    }

    /** The same under another name. */
    public Column metric(String tag, String stat, String name) {
        Function<Double, Double> shown = value -> value;
        String unit = stages.stream()
                .map(s -> s.metrics().get(tag))
                .filter(Objects::nonNull)
                .map(MetricSummary::unit)
                .findFirst()
                .orElse("");
        if (LatencyUnit.isTime(unit)) {
            String own = unit;
            LatencyUnit best = LatencyUnit.ofColumn(stages.stream()
                    .map(s -> stat(s, tag, "p50"))
                    .filter(Objects::nonNull)
                    .map(v -> LatencyUnit.toMs(v, own))
                    .toList());
            shown = value -> best.fromMs(LatencyUnit.toMs(value, own));
            unit = best.text();
        } else if (unit.equals("tokens")) {
            unit = "tok";
        }
        Function<Double, Double> conversion = shown;
        List<Column.Cell> plain = cells(values(s -> {
            Double value = stat(s, tag, stat);
            return value == null ? null : conversion.apply(value);
        }));
        List<Column.Cell> marked = new ArrayList<>();
        for (int i = 0; i < plain.size(); i++) {
            marked.add(new Column.Cell(plain.get(i).text(), mark(stages.get(i), tag, stat)));
        }
        return new Column(name, unit, true, marked);
    }

    /** A count. */
    public Column count(String name, ToLongFunction<StageSummary> count) {
        return Column.number(
                name,
                "",
                stages.stream().map(s -> Numbers.count(count.applyAsLong(s))).toList());
    }

    /** A count that may be unknown. */
    public Column countIfKnown(String name, Function<StageSummary, @Nullable Long> count) {
        return Column.number(
                name,
                "",
                stages.stream()
                        .map(s -> {
                            Long value = count.apply(s);
                            return value == null ? Numbers.ABSENT : Numbers.count(value);
                        })
                        .toList());
    }

    /** One of the counts of all requests. */
    public Column requests(String name, ToLongFunction<Counts> count) {
        return count(name, s -> count.applyAsLong(s.requests()));
    }

    /** PASS, FAIL or INCONCLUSIVE over all objectives on a percentile; absent without one. */
    public Column slos() {
        return new Column(
                "SLOs",
                "",
                false,
                stages.stream()
                        .map(s -> {
                            String word = sloWord(s);
                            return new Column.Cell(
                                    word, word.equals("FAIL") ? Column.Mark.OUT_OF_SLO : Column.Mark.NONE);
                        })
                        .toList());
    }

    /** Whether any stage has the metric. */
    public boolean has(String tag) {
        return stages.stream().anyMatch(s -> s.metrics().containsKey(tag));
    }

    /** The worst result of a stage's objectives: FAIL, else INCONCLUSIVE, else PASS; {@link Numbers#ABSENT} without any. */
    public static String sloWord(StageSummary stage) {
        List<String> words = stage.slos().stream()
                .filter(slo -> !slo.stat().equals("each"))
                .map(SloResult::met)
                .toList();
        return words.isEmpty()
                ? Numbers.ABSENT
                : words.contains("FAIL") ? "FAIL" : words.contains("INCONCLUSIVE") ? "INCONCLUSIVE" : "PASS";
    }

    private Column rate(String name, String unit, Function<Rates, @Nullable Double> rate) {
        return Column.number(
                name,
                unit,
                stages.stream().map(s -> Numbers.three(rate.apply(s.rates()))).toList());
    }

    private List<@Nullable Double> values(Function<StageSummary, @Nullable Double> value) {
        List<@Nullable Double> values = new ArrayList<>();
        for (StageSummary stage : stages) {
            values.add(value.apply(stage));
        }
        return values;
    }

    /** One number of decimals for the column: two significant digits for its smallest value, three for its largest. */
    private static List<Column.Cell> cells(List<@Nullable Double> values) {
        DoubleSummaryStatistics sizes = values.stream()
                .filter(Objects::nonNull)
                .mapToDouble(v -> Math.abs(v))
                .filter(v -> v > 0)
                .summaryStatistics();
        int decimals = sizes.getCount() == 0 ? 0 : Math.max(decimals(2, sizes.getMin()), decimals(3, sizes.getMax()));
        List<Column.Cell> cells = new ArrayList<>();
        for (Double value : values) {
            cells.add(Column.Cell.of(Numbers.fixed(value, decimals)));
        }
        return cells;
    }

    private static int decimals(int digits, double value) {
        return Math.clamp(digits - 1 - (int) Math.floor(Math.log10(value)), 0, MOST_DECIMALS);
    }

    private static @Nullable Double stat(StageSummary stage, String tag, String stat) {
        MetricSummary metric = stage.metrics().get(tag);
        return metric == null ? null : metric.stat(stat);
    }

    private static Column.Mark mark(StageSummary stage, String tag, String stat) {
        boolean missed = stage.slos().stream()
                .anyMatch(slo -> slo.metric().equals(tag)
                        && slo.stat().equals(stat)
                        && slo.met().equals("FAIL"));
        if (missed) {
            return Column.Mark.OUT_OF_SLO;
        }
        MetricSummary metric = stage.metrics().get(tag);
        return metric != null && metric.tooFew().contains(stat) ? Column.Mark.FEW : Column.Mark.NONE;
    }
}
