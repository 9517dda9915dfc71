package dev.plimsoll.engine.metrics;

import dev.plimsoll.engine.metrics.StageDetail.Band;
import dev.plimsoll.engine.record.IntervalSample;
import dev.plimsoll.engine.record.SelfSample;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Percentiles over time of what only the workers' samples tell: the gaps between content events of each second ({@code icl}, of all
 * workers together, to three digits) and the lag of the event loops ({@code loopLag}, of the worst worker). One thread.
 *
 * <p>A second's histograms are merged until one of {@value #OPEN} seconds later comes; what comes later still is left out. Memory grows by
 * three numbers a second.
 */
final class SampleBands {
    private static final int OPEN = 5;
    private static final int DIGITS = 3;
    private static final double NS_PER_MS = 1e6;
    private static final double US_PER_MS = 1e3;
    private static final long NS_PER_SECOND = 1_000_000_000;

    private final long startNs;
    private final TreeMap<Long, Histogram> open = new TreeMap<>();
    private final TreeMap<Long, double[]> gaps = new TreeMap<>();
    private final TreeMap<Long, Double> lags = new TreeMap<>();

    SampleBands(long startNs) {
        this.startNs = startNs;
    }

    void add(IntervalSample sample) {
        long second = second(sample.startNs());
        if (sample.gapUs().getTotalCount() == 0 || gaps.containsKey(second)) {
            return;
        }
        open.computeIfAbsent(second, s -> new Histogram(DIGITS)).add(sample.gapUs());
        while (open.firstKey() <= second - OPEN) {
            close(open.firstKey(), open.pollFirstEntry().getValue());
        }
    }

    void add(SelfSample sample) {
        if (sample.worker() >= 0) {
            lags.merge(second(sample.startNs()), sample.loopLagP99Ns() / NS_PER_MS, Math::max);
        }
    }

    private void close(long second, Histogram us) {
        gaps.put(second, new double[] {us.getValueAtPercentile(50) / US_PER_MS, us.getValueAtPercentile(99) / US_PER_MS
        });
    }

    /** Samples begin at whole seconds after the start, give or take. */
    private long second(long atNs) {
        return Math.round((atNs - startNs) / (double) NS_PER_SECOND);
    }

    /** What is known, on the steps of the series; a step shorter than a second has the value of its second. */
    Map<String, Band> on(StepGrid steps) {
        open.forEach(this::close);
        open.clear();
        Map<String, Band> bands = new LinkedHashMap<>();
        if (!gaps.isEmpty()) {
            bands.put("icl", new Band(on(steps, s -> value(gaps.get(s), 0)), on(steps, s -> value(gaps.get(s), 1))));
        }
        if (lags.values().stream().anyMatch(v -> v > 0)) {
            double[] worst = on(steps, s -> lags.getOrDefault(s, StageSeries.ABSENT));
            bands.put("loopLag", new Band(worst, worst));
        }
        return bands;
    }

    private static double value(double @Nullable [] percentiles, int which) {
        return percentiles == null ? StageSeries.ABSENT : percentiles[which];
    }

    private static double[] on(StepGrid steps, java.util.function.LongToDoubleFunction value) {
        double[] values = new double[steps.count()];
        Arrays.setAll(values, i -> value.applyAsDouble((long) Math.floor(i * steps.seconds() + 1e-9)));
        return values;
    }
}
