package dev.plimsoll.engine.profile;

import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.plan.StagePlan;
import dev.plimsoll.engine.plan.StrategyPlan;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Strategies known beforehand, in order; a stop of all stages leaves out the rest. */
final class ListProfile implements Profile {
    private final List<StrategyPlan> strategies;
    private int next;

    ListProfile(List<StrategyPlan> strategies) {
        this.strategies = strategies;
    }

    @Override
    public Optional<StagePlan> next(Optional<StageSummary> previous, boolean stopAll) {
        if (stopAll) {
            next = strategies.size();
        }
        return next < strategies.size() ? Optional.of(new StagePlan(next, strategies.get(next++))) : Optional.empty();
    }

    @Override
    public OptionalInt plannedStages() {
        return OptionalInt.of(strategies.size());
    }
}
