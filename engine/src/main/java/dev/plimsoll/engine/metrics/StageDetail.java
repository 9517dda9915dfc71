package dev.plimsoll.engine.metrics;

import java.util.List;
import java.util.Map;

/**
 * What only the charts of a stage need: on the steps of its {@link StageSeries}, percentiles of further metrics, errors by kind and
 * coarse distributions; and over the window, distributions and blocks. Immutable, any thread; arrays are not to be changed.
 *
 * @param bands percentiles over time by metric: {@code tpot} and {@code sendLag} from the records; {@code icl} and {@code loopLag} from
 *     what the workers told each second, where the run kept that
 * @param errors failed requests over time, the most frequent kind first
 * @param cells distributions over time by metric ({@code ttft}, {@code latency}): one entry a step
 * @param counts distributions of the window by metric: {@code ttft}, {@code tpot}, {@code latency}
 * @param blocks the window in equal parts, empty where there is too little in it
 */
public record StageDetail(
        Map<String, Band> bands,
        List<ErrorRate> errors,
        Map<String, List<LiveCells>> cells,
        List<ValueCounts> counts,
        List<Block> blocks) {
    /** Nothing. */
    public static final StageDetail NONE = new StageDetail(Map.of(), List.of(), Map.of(), List.of(), List.of());

    public StageDetail {
        bands = Map.copyOf(bands);
        errors = List.copyOf(errors);
        cells = Map.copyOf(cells);
        counts = List.copyOf(counts);
        blocks = List.copyOf(blocks);
    }

    /**
     * Two percentiles over time; {@link StageSeries#ABSENT} where a step has no value.
     *
     * @param p50Ms median of each step, ms
     * @param p99Ms 99th percentile of each step, ms
     */
    public record Band(double[] p50Ms, double[] p99Ms) {}

    /**
     * Failures of one kind over time.
     *
     * @param kind class of failure, as in {@link StageSummary.ErrorCount}
     * @param code HTTP status, 0 for none
     * @param perSecond failures per second in each step
     */
    public record ErrorRate(String kind, int code, double[] perSecond) {}

    /**
     * A part of the window.
     *
     * @param seconds its length
     * @param completed requests that completed in it
     * @param meansMs means by metric ({@code ttft}, {@code tpot}, {@code latency}) of the requests that completed in it, ms
     */
    public record Block(double seconds, long completed, Map<String, Double> meansMs) {
        public Block {
            meansMs = Map.copyOf(meansMs);
        }

        /** Completed requests per second. */
        public double perSecond() {
            return completed / seconds;
        }
    }
}
