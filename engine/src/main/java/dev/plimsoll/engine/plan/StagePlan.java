package dev.plimsoll.engine.plan;

/**
 * One stage: the n-th strategy of a run.
 *
 * @param index 0-based; list limits of constraints take their n-th element by it
 * @param strategy when requests start
 */
public record StagePlan(int index, StrategyPlan strategy) {}
