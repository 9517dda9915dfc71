package dev.plimsoll.charts.run;

import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.metrics.StageFigures;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.metrics.StageSummary.SloResult;
import dev.plimsoll.engine.report.LatencyUnit;
import dev.plimsoll.engine.report.LoadLine;
import dev.plimsoll.engine.report.Objectives;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

    /** Whether any stage has the distribution of a metric. */
    boolean hasCurve(String tag) {
        return figures.stream()
                .flatMap(s -> s.curves().stream())
                .anyMatch(c -> c.metric().equals(tag) && c.values().length > 0);
    }

    /** Whether any stage has percentiles of a metric over time. */
    boolean hasBand(String tag) {
        return figures.stream().anyMatch(s -> s.detail().bands().containsKey(tag));
    }

    /** Whether it is known of any stage how many tokens its requests in flight had. */
    boolean knowsTokensInFlight() {
        return figures.stream()
                .anyMatch(s -> Arrays.stream(s.series().tokensInFlight()).anyMatch(v -> v >= 0));
    }

    /** Whether any request failed. */
    boolean failed() {
        return figures.stream().anyMatch(s -> !s.detail().errors().isEmpty());
    }

    /** Of some stages those that tell most: beside the load line, else the first and the last. */
    List<StageFigures> leading(List<StageFigures> stages) {
        if (loadLine instanceof LoadLine.Crossing line) {
            List<StageFigures> beside = Stream.of(line.below(), line.above())
                    .map(index -> stages.stream()
                            .filter(s -> s.summary().index() == index)
                            .findFirst())
                    .flatMap(Optional::stream)
                    .toList();
            if (!beside.isEmpty()) {
                return beside;
            }
        }
        return stages.size() < 2 ? stages : List.of(stages.getFirst(), stages.getLast());
    }

    /** The objective on a percentile of a metric: the one the load line is held by, else the furthest out. */
    Optional<SloResult> objective(String tag) {
        return loadLine instanceof LoadLine.Crossing line
                        && line.failsFirst().metric().equals(tag)
                ? Optional.of(line.failsFirst())
                : Objectives.of(stages(), tag);
    }

    /** The percentile that stands for the tail of a metric: its objective's, else p99. */
    String tail(String tag) {
        return objective(tag).map(SloResult::stat).orElseGet(() -> Objectives.tail(stages(), tag));
    }

    /** A statistic in milliseconds, null where the stage has none or it is not positive. */
    static @Nullable Double ms(StageSummary stage, String tag, String stat) {
        MetricSummary metric = stage.metrics().get(tag);
        Double value = metric == null ? null : metric.stat(stat);
        return metric == null || value == null || value <= 0 ? null : (Double) LatencyUnit.toMs(value, metric.unit());
    }
}
