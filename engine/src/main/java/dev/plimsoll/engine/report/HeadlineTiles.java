package dev.plimsoll.engine.report;

import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.metrics.StageSummary.SloResult;
import dev.plimsoll.engine.report.Headline.Tile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The headline numbers of a run. */
final class HeadlineTiles {
    private HeadlineTiles() {}

    /** The tiles of a run, the load line first. */
    static List<Tile> of(List<StageSummary> stages, LoadLine loadLine, @Nullable StageSummary reference) {
        List<Tile> tiles = new ArrayList<>();
        tiles.add(of(loadLine));
        if (reference == null) {
            return tiles;
        }
        String at = " at " + where(reference);
        for (String tag : List.of("ttft", "tpot")) {
            if (reference.metrics().containsKey(tag)) {
                tiles.add(percentile(reference, tag, at));
            }
        }
        if (tiles.size() < 3) {
            tiles.add(percentile(reference, "latency", at));
        }
        stages.stream()
                .filter(s -> outputRate(s) > 0)
                .max(Comparator.comparingDouble(HeadlineTiles::outputRate))
                .ifPresent(best -> tiles.add(new Tile(
                        "Output, ceiling",
                        Numbers.three(outputRate(best)),
                        "tok/s",
                        StageNames.numbered(best.index()) + ", " + StageNames.label(best))));
        tiles.add(goodput(reference, at));
        return tiles;
    }

    private static double outputRate(StageSummary stage) {
        return Objects.requireNonNullElse(stage.rates().outputTokens(), 0.0);
    }

    /** {@code 40 req/s}, {@code 512 streams}. */
    private static String where(StageSummary stage) {
        String label = StageNames.label(stage);
        return label.endsWith(" offered") ? label.replace(" offered", " req/s") : label;
    }

    private static Tile percentile(StageSummary stage, String tag, String at) {
        String name = MetricNames.of(tag);
        String stat = Objectives.tail(List.of(stage), tag);
        String label = Character.toUpperCase(name.charAt(0)) + name.substring(1) + " " + MetricNames.stat(stat) + at;
        MetricSummary metric = stage.metrics().get(tag);
        Double own = metric == null ? null : metric.stat(stat);
        if (metric == null || own == null) {
            return new Tile(label, Numbers.ABSENT, "", "no request ended well");
        }
        List<String> notes = new ArrayList<>();
        Objectives.of(List.of(stage), tag).ifPresent(slo -> notes.add("SLO ≤ " + Numbers.limit(slo.max())));
        if (metric.tooFew().contains(stat)) {
            notes.add("few for a " + MetricNames.stat(stat)); // a tile has one short line
        } else if (notes.isEmpty() && metric.p50() != null) {
            notes.add("p50 " + Numbers.duration(LatencyUnit.toMs(metric.p50(), metric.unit())));
        }
        double value = LatencyUnit.toMs(own, metric.unit());
        LatencyUnit unit = LatencyUnit.of(value);
        return new Tile(label, Numbers.three(unit.fromMs(value)), unit.text(), String.join(" · ", notes));
    }

    private static Tile goodput(StageSummary stage, String at) {
        Double goodput = stage.rates().goodput();
        if (goodput == null) {
            return new Tile(
                    "Achieved" + at,
                    Numbers.three(stage.rates().requests()),
                    "req/s",
                    Numbers.count(stage.windowRequests().successful(), "request", "requests") + " in the window");
        }
        String note = stage.slos().stream()
                .min(Comparator.comparingDouble(SloResult::goodFraction))
                .map(slo -> MetricNames.of(slo.metric()) + " ≤ " + Numbers.limit(slo.max()) + " met by "
                        + Numbers.percent(slo.goodFraction()))
                .orElse("");
        return new Tile("Goodput" + at, Numbers.three(goodput), "req/s", note);
    }

    private static Tile of(LoadLine loadLine) {
        return switch (loadLine) {
            case LoadLine.Crossing line ->
                new Tile(
                        "Load line",
                        Numbers.three(line.requestsPerSecond()),
                        "req/s",
                        "highest rate meeting every SLO; "
                                + (line.byErrors()
                                        ? "beyond it requests fail"
                                        : MetricNames.of(line.failsFirst().metric()) + " fails first"));
            case LoadLine.NotReached line ->
                new Tile(
                        "Load line",
                        "> " + Numbers.three(line.requestsPerSecond()),
                        "req/s",
                        "not reached: every rate run meets every SLO");
            case LoadLine.BelowLowest line ->
                new Tile(
                        "Load line",
                        "< " + Numbers.three(line.requestsPerSecond()),
                        "req/s",
                        "the lowest rate run misses " + MetricNames.of(line.fails()));
            case LoadLine.Unasked line -> new Tile("Load line", Numbers.ABSENT, "", line.sentence());
        };
    }
}
