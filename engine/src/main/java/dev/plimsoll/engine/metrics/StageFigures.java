package dev.plimsoll.engine.metrics;

import java.util.List;

/**
 * All figures of one stage, computed in one pass over its records.
 *
 * @param summary numbers
 * @param series by the second
 * @param curves distributions: ttft, latency, latencyFromSchedule, sendLag where present
 * @param detail what only charts need
 */
public record StageFigures(StageSummary summary, StageSeries series, List<QuantileCurve> curves, StageDetail detail) {
    public StageFigures {
        curves = List.copyOf(curves);
    }

    /** Figures without the detail for charts. */
    public StageFigures(StageSummary summary, StageSeries series, List<QuantileCurve> curves) {
        this(summary, series, curves, StageDetail.NONE);
    }
}
