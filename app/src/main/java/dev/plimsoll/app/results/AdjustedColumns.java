package dev.plimsoll.app.results;

import dev.plimsoll.engine.metrics.AdjustedSummary;
import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.report.Column;
import dev.plimsoll.engine.report.StageColumns;
import dev.plimsoll.engine.stats.OrInfinite;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Columns in which a failed request counts as one that never answers: a percentile that failures reach is infinite. */
final class AdjustedColumns {
    /** What stands where a percentile is beyond every number. */
    static final String INFINITE = "∞";

    private static final Set<String> STATISTICS =
            Set.of("mean", "min", "p50", "p75", "p90", "p95", "p99", "p999", "max");

    private AdjustedColumns() {}

    /** The column with failures counted; the column itself where that says nothing about it. */
    static StageRows.Head of(StageRows.Head head, List<StageSummary> stages) {
        StageRows.Statistic of = head.statistic();
        if (of == null
                || !STATISTICS.contains(of.stat())
                || stages.stream().noneMatch(s -> s.errorAdjusted().containsKey(of.metric()))) {
            return head;
        }
        // The finite values take the way of every other figure, so that unit and digits are chosen alike.
        Column finite = new StageColumns(stages.stream().map(s -> finite(s, of)).toList())
                .metric(of.metric(), of.stat(), head.column().name());
        List<Column.Cell> cells = new ArrayList<>();
        for (int i = 0; i < stages.size(); i++) {
            OrInfinite value = value(stages.get(i), of);
            String text = value != null && value.infinite()
                    ? INFINITE
                    : finite.cells().get(i).text();
            cells.add(new Column.Cell(text, head.column().cells().get(i).mark()));
        }
        return new StageRows.Head(
                new Column(finite.name(), finite.unit(), true, cells), head.shown(), head.group(), of);
    }

    private static @Nullable OrInfinite value(StageSummary stage, StageRows.Statistic of) {
        AdjustedSummary adjusted = stage.errorAdjusted().get(of.metric());
        return adjusted == null ? null : adjusted.stat(of.stat());
    }

    /** The stage with the adjusted value in place of its own where that is a number. */
    private static StageSummary finite(StageSummary stage, StageRows.Statistic of) {
        OrInfinite value = value(stage, of);
        MetricSummary own = stage.metrics().get(of.metric());
        if (value == null || own == null) {
            return stage;
        }
        Double number = value.infinite() ? null : (Double) value.value();
        Map<String, MetricSummary> metrics = new HashMap<>(stage.metrics());
        metrics.put(of.metric(), only(own, of.stat(), number));
        return StageRows.withMetrics(stage, metrics);
    }

    private static MetricSummary only(MetricSummary own, String stat, @Nullable Double value) {
        return new MetricSummary(
                own.unit(),
                own.count(),
                pick("mean", stat, value),
                null,
                pick("min", stat, value),
                null,
                null,
                null,
                null,
                // The median chooses the unit of a column, so it stays the run's where another statistic is asked for.
                stat.equals("p50") ? value : own.p50(),
                pick("p75", stat, value),
                pick("p90", stat, value),
                pick("p95", stat, value),
                pick("p99", stat, value),
                pick("p999", stat, value),
                pick("max", stat, value),
                own.tooFew());
    }

    private static @Nullable Double pick(String name, String stat, @Nullable Double value) {
        return name.equals(stat) ? value : null;
    }
}
