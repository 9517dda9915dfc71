package dev.plimsoll.engine.metrics;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.plimsoll.engine.plan.WindowRule;
import org.jspecify.annotations.Nullable;

/**
 * How the measurement window of a stage was chosen; where it lies is in {@link StageSummary#windowSeconds}.
 *
 * @param rule which requests belong to it
 * @param steady where the stage becomes steady, null where too few requests tell
 * @param recut the window that was chosen after the run, in words ({@code 10–60 s, end-in}); null where it is the run's own
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WindowSummary(
        WindowRule rule, @Nullable Steady steady, @Nullable String recut) {
    /**
     * The warm-up that MSER-5 proposes: see {@code docs/concepts.md}.
     *
     * @param cutSeconds length to leave out at the start of the stage, s; 0 where nothing stands out
     * @param settled false where no cut of up to half of the stage leaves a steady rest: it still drifts, or is too short
     * @param by the series that asks for the longest cut: {@code ttft}, {@code latency} or {@code requests}
     * @param applied whether the window begins there ({@code "warmup": "auto"})
     */
    public record Steady(double cutSeconds, boolean settled, String by, boolean applied) {}
}
