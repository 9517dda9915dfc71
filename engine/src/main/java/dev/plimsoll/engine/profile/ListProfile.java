package dev.plimsoll.engine.profile;

import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.plan.StagePlan;
import dev.plimsoll.engine.plan.StrategyPlan;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Strategies known beforehand, in order, each perhaps under a policy of its own; a stop of all stages leaves out the rest. */
final class ListProfile implements Profile {
    private final List<StrategyPlan> strategies;
    private final List<String> policies;
    private int next;

    /**
     * These stages.
     *
     * @param policies as many as there are strategies, or none
     */
    ListProfile(List<StrategyPlan> strategies, List<String> policies) {
        this.strategies = strategies;
        this.policies = policies;
    }

    @Override
    public Optional<StagePlan> next(Optional<StageSummary> previous, boolean stopAll) {
        if (stopAll || next == strategies.size()) {
            next = strategies.size();
            return Optional.empty();
        }
        int index = next++;
        return Optional.of(
                new StagePlan(index, strategies.get(index), policies.isEmpty() ? null : policies.get(index)));
    }

    @Override
    public OptionalInt plannedStages() {
        return OptionalInt.of(strategies.size());
    }
}
