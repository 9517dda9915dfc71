package dev.plimsoll.engine.metrics;

import java.util.List;

/**
 * All figures of one stage, computed in one pass over its records.
 *
 * @param summary numbers
 * @param series by the second
 * @param curves distributions: ttft, latency, latencyFromSchedule, sendLag where present
 */
public record StageFigures(StageSummary summary, StageSeries series, List<QuantileCurve> curves) {
    public StageFigures {
        curves = List.copyOf(curves);
    }
}
