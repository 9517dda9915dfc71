package dev.plimsoll.charts.run;

import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.metrics.StageDetail.Block;
import dev.plimsoll.engine.metrics.StageFigures;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.report.BenchmarkPoint;
import dev.plimsoll.engine.report.LatencyUnit;
import dev.plimsoll.engine.report.StageNames;
import dev.plimsoll.engine.report.Uncertainty;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The stages of a run as points of mean latency over throughput, with what is known of their uncertainty. Where a strategy was run
 * several times, its stages are the repeats. Where none was, the window of each stage is cut into equal blocks (the method of batch
 * means): they tell how far the means of this stage can be trusted, and nothing about another day.
 *
 * @param data the points
 * @param restsOn what the intervals rest on, in words: {@code 10 blocks a stage}
 */
record OperatingPoints(Uncertainty data, String restsOn) {
    static OperatingPoints of(List<StageFigures> stages, String tag, double level) {
        Map<Map<String, Object>, List<StageSummary>> repeats = new LinkedHashMap<>();
        for (StageFigures stage : stages) {
            repeats.computeIfAbsent(withoutSeed(stage.summary().strategy()), k -> new ArrayList<>())
                    .add(stage.summary());
        }
        boolean repeated = repeats.values().stream().anyMatch(group -> group.size() > 1);
        List<BenchmarkPoint> points = new ArrayList<>();
        if (repeated) {
            repeats.values().forEach(group -> repeats(group, tag, level, points));
        } else {
            stages.forEach(stage -> blocks(stage, tag, level, points));
        }
        int most = points.stream().mapToInt(BenchmarkPoint::nRuns).max().orElse(0);
        String restsOn =
                repeated ? "up to " + most + " repeats" : most > 1 ? most + " blocks a stage" : "one stage each";
        return new OperatingPoints(new Uncertainty(level, points, List.of()), restsOn);
    }

    /** What is asked of the server is the same whichever seed drew the arrivals. */
    private static Map<String, Object> withoutSeed(Map<String, Object> strategy) {
        Map<String, Object> asked = new LinkedHashMap<>(strategy);
        asked.remove("seed");
        return asked;
    }

    private static void repeats(List<StageSummary> group, String tag, double level, List<BenchmarkPoint> to) {
        List<StageSummary> measured =
                group.stream().filter(s -> mean(s, tag) > 0).toList();
        if (!measured.isEmpty()) {
            to.add(BenchmarkPoint.of(
                    StageNames.of(measured.getFirst()),
                    level,
                    measured.stream().mapToDouble(s -> s.rates().requests()).toArray(),
                    measured.stream().mapToDouble(s -> mean(s, tag)).toArray()));
        }
    }

    private static void blocks(StageFigures stage, String tag, double level, List<BenchmarkPoint> to) {
        List<Block> blocks = stage.detail().blocks().stream()
                .filter(b -> b.meansMs().containsKey(tag))
                .toList();
        String label = StageNames.numbered(stage.summary().index()) + ", " + StageNames.of(stage.summary());
        if (blocks.isEmpty()) {
            double mean = mean(stage.summary(), tag);
            if (mean > 0) {
                double[] rate = {stage.summary().rates().requests()};
                to.add(BenchmarkPoint.of(label, level, rate, new double[] {mean}));
            }
            return;
        }
        to.add(BenchmarkPoint.of(
                label,
                level,
                blocks.stream().mapToDouble(Block::perSecond).toArray(),
                blocks.stream()
                        .mapToDouble(b -> Objects.requireNonNull(b.meansMs().get(tag)))
                        .toArray()));
    }

    /** Mean of a metric in ms, 0 where the stage has none. */
    private static double mean(StageSummary stage, String tag) {
        MetricSummary metric = stage.metrics().get(tag);
        Double mean = metric == null ? null : metric.mean();
        return metric == null || mean == null ? 0 : LatencyUnit.toMs(mean, metric.unit());
    }
}
