package dev.plimsoll.engine.plan;

import org.jspecify.annotations.Nullable;

/**
 * One stage: the n-th strategy of a run.
 *
 * @param index 0-based; list limits of constraints take their n-th element by it
 * @param strategy when requests start
 * @param policy what the model router decides by in this stage, or null where the run does not change that
 */
public record StagePlan(
        int index, StrategyPlan strategy, @Nullable String policy) {
    /** Under whatever policy there is. */
    public StagePlan(int index, StrategyPlan strategy) {
        this(index, strategy, null);
    }
}
