package dev.plimsoll.engine.report;

import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.MetricDefinition.Flag;
import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.report.Column.Cell;
import dev.plimsoll.engine.report.Column.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the table of effective samples chooses from: one row per stage and metric whose values are not independent. */
final class EffectiveTable {
    private EffectiveTable() {}

    static boolean tells(StageSummary stage) {
        return stage.metrics().values().stream().anyMatch(EffectiveTable::tells);
    }

    private static boolean tells(MetricSummary metric) {
        Map<String, Long> effective = metric.effective();
        return effective != null && !effective.isEmpty();
    }

    static ConsoleFigures figures(RunSummary summary) {
        List<StageSummary> stages = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<MetricSummary> metrics = new ArrayList<>();
        for (StageSummary stage : StageViewFigures.with(summary, EffectiveTable::tells)) {
            stage.metrics().forEach((tag, metric) -> {
                if (tells(metric)) {
                    stages.add(stage);
                    names.add(MetricNames.of(tag));
                    metrics.add(metric);
                }
            });
        }
        ConsoleFigures figures = StageViewFigures.started(stages, Column.text("Metric", names));
        figures.add(StageViewFigures.number("n", "", metrics, m -> Numbers.count(m.count())), Flag.INTERNAL);
        for (String stat : List.of("p50", "p90", "p95", "p99")) {
            List<Cell> cells = metrics.stream().map(m -> cell(m, stat)).toList();
            figures.add(new Column("Worth at " + stat, "", true, cells), Flag.INTERNAL);
        }
        return figures;
    }

    private static Cell cell(MetricSummary metric, String stat) {
        Map<String, Long> effective = metric.effective();
        Long worth = effective == null ? null : effective.get(stat);
        return new Cell(
                Numbers.count(worth == null ? metric.count() : worth),
                metric.tooFew().contains(stat) ? Mark.FEW : Mark.NONE);
    }
}
