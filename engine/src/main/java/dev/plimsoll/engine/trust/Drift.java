package dev.plimsoll.engine.trust;

import dev.plimsoll.engine.metrics.StageFigures;
import dev.plimsoll.engine.metrics.StageSeries;
import dev.plimsoll.engine.stats.Distribution;
import dev.plimsoll.engine.stats.DoubleList;
import dev.plimsoll.engine.stats.Finite;
import dev.plimsoll.engine.stats.MannKendall;
import dev.plimsoll.engine.stats.TheilSen;
import java.util.Arrays;
import java.util.Optional;

/**
 * Whether the wait drifts over the window: the slope of Theil and Sen through the means of {@value #BLOCKS} blocks, and the test of Mann
 * and Kendall whether that is chance.
 *
 * @param what {@code TTFT} or {@code latency}
 * @param riseMs rise over the window, ms, negative for a fall
 * @param median the median block, ms
 * @param chance how likely a steady series drifts as consistently
 */
record Drift(String what, double riseMs, double median, double chance) {
    private static final int BLOCKS = 12;

    /** Of the TTFT, or of the latency where answers do not stream; empty where the window is too short. */
    static Optional<Drift> of(StageFigures figures) {
        StageSeries series = figures.series();
        boolean streams = figures.summary().metrics().containsKey("ttft");
        double[] medians = inWindow(
                series,
                streams ? series.ttftP50Ms() : series.latencyP50Ms(),
                figures.summary().windowSeconds());
        if (medians.length < BLOCKS) {
            return Optional.empty();
        }
        double[] means = new double[BLOCKS];
        double[] at = new double[BLOCKS];
        for (int b = 0; b < BLOCKS; b++) {
            int from = b * medians.length / BLOCKS;
            int to = (b + 1) * medians.length / BLOCKS;
            means[b] = Distribution.of(Arrays.copyOfRange(medians, from, to))
                    .mean()
                    .orElse(0);
            at[b] = (from + to) / 2.0 / medians.length;
        }
        double median = Distribution.of(means).quantile(0.5);
        double rise = TheilSen.of(at, means).slope();
        double[] falling = Arrays.stream(means).map(v -> -v).toArray();
        double chance = 2 * Math.min(MannKendall.risingP(means), MannKendall.risingP(falling));
        return Optional.of(new Drift(streams ? "TTFT" : "latency", rise, median, chance));
    }

    private static double[] inWindow(StageSeries series, double[] values, double[] window) {
        DoubleList in = new DoubleList();
        for (int i = 0; i < values.length; i++) {
            double middle = (i + 0.5) * series.stepSeconds();
            if (middle >= window[0] && middle <= window[1] && values[i] != StageSeries.ABSENT) {
                in.add(values[i]);
            }
        }
        return in.toArray();
    }

    boolean isNoChance() {
        return chance < Thresholds.DRIFT_SURE && Math.abs(riseMs) > Thresholds.DRIFT_NOTE * median;
    }

    String sentence() {
        return "The median " + what + (riseMs > 0 ? " rises by " : " falls by ") + Say.duration(Math.abs(riseMs) * 1e6)
                + " over the window, " + Say.percent(Finite.share(Math.abs(riseMs), median)) + " of its middle value";
    }
}
