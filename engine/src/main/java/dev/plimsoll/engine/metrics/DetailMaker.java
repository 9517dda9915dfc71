package dev.plimsoll.engine.metrics;

import dev.plimsoll.engine.metrics.MetricDefinition.OneValue;
import dev.plimsoll.engine.metrics.StageDetail.Band;
import dev.plimsoll.engine.metrics.StageDetail.Block;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.stats.Distribution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Makes what only charts need of one stage, from its columns. */
final class DetailMaker {
    /** Metrics with a distribution and a mean per block. */
    private static final List<String> MEASURED = List.of("ttft", "tpot", "latency");
    /** Blocks of a window: as many as batch means usually have, each long against what one request leaves behind. */
    private static final int BLOCKS = 10;
    /** Fewer requests make no block. */
    private static final int LEAST_PER_BLOCK = 5;

    private static final int FEWEST_BLOCKS = 3;

    private final StepGrid steps;
    private final RequestColumns rows;
    private final StageWindow window;
    private final ErrorTimeline errors;
    private final SampleBands samples;

    DetailMaker(StepGrid steps, RequestColumns rows, StageWindow window, ErrorTimeline errors, SampleBands samples) {
        this.steps = steps;
        this.rows = rows;
        this.window = window;
        this.errors = errors;
        this.samples = samples;
    }

    StageDetail make() {
        Map<String, double[]> values = new LinkedHashMap<>();
        MEASURED.forEach(tag -> values.put(tag, valuesMs(tag)));
        Map<String, Band> bands = new LinkedHashMap<>();
        putBand(bands, "tpot", values.getOrDefault("tpot", new double[0]), RequestColumns::end);
        putBand(bands, "sendLag", valuesMs("sendLag"), RequestColumns::sendStart);
        bands.putAll(samples.on(steps));
        Map<String, List<LiveCells>> cells = new LinkedHashMap<>();
        putCells(cells, "ttft", values.getOrDefault("ttft", new double[0]), RequestColumns::firstToken);
        putCells(cells, "latency", values.getOrDefault("latency", new double[0]), RequestColumns::end);
        List<ValueCounts> counts = new ArrayList<>();
        values.forEach((tag, all) -> {
            ValueCounts counted = ValueCounts.of(tag, inWindow(all));
            if (counted.counts().length > 0) {
                counts.add(counted);
            }
        });
        return new StageDetail(bands, errors.perStep(steps), cells, counts, blocks(values));
    }

    /** A metric of every successful request in ms; NaN where one has none. */
    private double[] valuesMs(String tag) {
        MetricDefinition metric = Metrics.byTag(tag).orElseThrow();
        OneValue one = new OneValue();
        double[] values = new double[rows.size()];
        for (int i = 0; i < values.length; i++) {
            RequestColumns row = rows.at(i);
            one.present = false;
            if (row.successful() && RequestTimings.has(row.sendStart())) {
                metric.formula().value(row, one);
            }
            values[i] = one.present ? one.value * metric.toMs() : Double.NaN;
        }
        return values;
    }

    private double[] inWindow(double[] values) {
        double[] kept = values.clone();
        for (int i = 0; i < kept.length; i++) {
            if (!window.takes(rows.at(i))) {
                kept[i] = Double.NaN;
            }
        }
        return kept;
    }

    private void putBand(Map<String, Band> bands, String tag, double[] values, ToLongFunction<RequestColumns> at) {
        double[][] sorted = byStep(values, at);
        if (Arrays.stream(sorted).allMatch(step -> step.length == 0)) {
            return;
        }
        double[] p50 = new double[steps.count()];
        double[] p99 = new double[steps.count()];
        for (int s = 0; s < sorted.length; s++) {
            double[] step = sorted[s];
            Arrays.sort(step);
            boolean none = step.length == 0;
            p50[s] = none ? StageSeries.ABSENT : Distribution.interpolate(step, 0, step.length, 0.5);
            p99[s] = none ? StageSeries.ABSENT : Distribution.interpolate(step, 0, step.length, 0.99);
        }
        bands.put(tag, new Band(p50, p99));
    }

    private void putCells(
            Map<String, List<LiveCells>> cells, String tag, double[] values, ToLongFunction<RequestColumns> at) {
        double[][] byStep = byStep(values, at);
        if (Arrays.stream(byStep).anyMatch(step -> step.length > 0)) {
            cells.put(tag, Arrays.stream(byStep).map(LiveCells::of).toList());
        }
    }

    /** Values by the step in which {@code at} lies. */
    private double[][] byStep(double[] values, ToLongFunction<RequestColumns> at) {
        int[] stepOf = new int[values.length];
        int[] sizes = new int[steps.count()];
        for (int i = 0; i < values.length; i++) {
            stepOf[i] = Double.isNaN(values[i]) ? -1 : steps.of(at.applyAsLong(rows.at(i)));
            if (stepOf[i] >= 0) {
                sizes[stepOf[i]]++;
            }
        }
        double[][] byStep = new double[sizes.length][];
        Arrays.setAll(byStep, s -> new double[sizes[s]]);
        for (int i = values.length - 1; i >= 0; i--) {
            if (stepOf[i] >= 0) {
                byStep[stepOf[i]][--sizes[stepOf[i]]] = values[i];
            }
        }
        return byStep;
    }

    /** The window in equal parts by the time at which requests completed; none where a part would hold too little. */
    private List<Block> blocks(Map<String, double[]> values) {
        double length = window.lengthSeconds();
        long completed = 0;
        for (int i = 0; i < rows.size(); i++) {
            completed += rows.at(i).successful() && window.holds(rows.end()) ? 1 : 0;
        }
        int count = (int) Math.min(BLOCKS, completed / LEAST_PER_BLOCK);
        if (count < FEWEST_BLOCKS || !(length > 0)) {
            return List.of();
        }
        int[] blockOf = new int[rows.size()];
        long[] sizes = new long[count];
        for (int i = 0; i < blockOf.length; i++) {
            RequestColumns row = rows.at(i);
            blockOf[i] = row.successful() && window.holds(row.end())
                    ? (int) Math.min(count - 1, (row.end() - window.fromNs()) / 1e9 / length * count)
                    : -1;
            if (blockOf[i] >= 0) {
                sizes[blockOf[i]]++;
            }
        }
        Map<String, double[]> means = new LinkedHashMap<>();
        values.forEach((tag, all) -> means.put(tag, means(all, blockOf, count)));
        List<Block> blocks = new ArrayList<>();
        for (int b = 0; b < count; b++) {
            int block = b;
            Map<String, Double> of = new HashMap<>();
            means.forEach((tag, all) -> {
                if (!Double.isNaN(all[block])) {
                    of.put(tag, all[block]);
                }
            });
            blocks.add(new Block(length / count, sizes[b], of));
        }
        return blocks;
    }

    private static double[] means(double[] values, int[] blockOf, int count) {
        double[] sums = new double[count];
        int[] sizes = new int[count];
        for (int i = 0; i < values.length; i++) {
            if (blockOf[i] >= 0 && !Double.isNaN(values[i])) {
                sums[blockOf[i]] += values[i];
                sizes[blockOf[i]]++;
            }
        }
        for (int b = 0; b < count; b++) {
            sums[b] = sizes[b] == 0 ? Double.NaN : sums[b] / sizes[b];
        }
        return sums;
    }
}
