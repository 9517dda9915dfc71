package dev.plimsoll.charts.run;

import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.metrics.StageFigures;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.metrics.StageSummary.SloResult;
import dev.plimsoll.engine.report.LatencyUnit;
import dev.plimsoll.engine.report.LoadLine;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the charts of one run share. */
final class RunFacts {
    private final RunSummary summary;
    private final List<StageFigures> figures;
    private final Timeline timeline;
    private final LoadLine loadLine;

    RunFacts(RunSummary summary, List<StageFigures> figures) {
        this.summary = summary;
        this.figures = List.copyOf(figures);
        this.timeline = new Timeline(figures);
        this.loadLine = LoadLine.of(summary);
    }

    RunSummary summary() {
        return summary;
    }

    List<StageFigures> figures() {
        return figures;
    }

    List<StageSummary> stages() {
        return summary.stages().stream().map(RunSummary.Stage::figures).toList();
    }

    Timeline timeline() {
        return timeline;
    }

    LoadLine loadLine() {
        return loadLine;
    }

    boolean has(String tag) {
        return stages().stream().anyMatch(s -> s.metrics().containsKey(tag));
    }

    /** The objective on a percentile of a metric, the strictest of several. */
    Optional<SloResult> objective(String tag) {
        return stages().stream()
                .flatMap(s -> s.slos().stream())
                .filter(slo -> slo.metric().equals(tag) && !slo.stat().equals("each"))
                .min(java.util.Comparator.comparingDouble(SloResult::max));
    }

    /** A statistic in milliseconds, null where the stage has none or it is not positive. */
    static @Nullable Double ms(StageSummary stage, String tag, String stat) {
        MetricSummary metric = stage.metrics().get(tag);
        Double value = metric == null ? null : metric.stat(stat);
        return metric == null || value == null || value <= 0 ? null : (Double) LatencyUnit.toMs(value, metric.unit());
    }
}
