package dev.plimsoll.engine.run;

import dev.plimsoll.engine.plan.ProfilePlan;
import dev.plimsoll.engine.plan.RunPlan;
import dev.plimsoll.engine.plan.StrategyPlan;
import dev.plimsoll.engine.strategy.Strategies;
import java.util.ArrayList;
import java.util.List;

/**
 * The stages of a run as far as they are known before it.
 *
 * @param known strategies that are known, in order
 * @param later how many follow whose rates are placed during the run
 * @param laterKind kind of those: {@code constant} or {@code poisson}; empty where none follow
 */
record PlannedStages(List<StrategyPlan> known, int later, String laterKind) {
    PlannedStages {
        known = List.copyOf(known);
    }

    static PlannedStages of(RunPlan plan) {
        return switch (plan.profile()) {
            case ProfilePlan.Synchronous _ -> known(List.of(new StrategyPlan.Synchronous()));
            case ProfilePlan.Concurrent c ->
                known(c.streams().stream()
                        .map(n -> new StrategyPlan.Concurrent(n, c.rampupSeconds()))
                        .toList());
            case ProfilePlan.Throughput t ->
                known(List.of(new StrategyPlan.Throughput(t.maxConcurrency(), t.rampupSeconds())));
            case ProfilePlan.Constant c ->
                known(c.rates().stream()
                        .map(r -> new StrategyPlan.Constant(r, c.maxConcurrency(), c.rampupSeconds()))
                        .toList());
            case ProfilePlan.Poisson p -> {
                long seed = p.seed() == null ? plan.seed() : p.seed();
                yield known(p.rates().stream()
                        .map(r -> new StrategyPlan.Poisson(r, p.maxConcurrency(), p.rampupSeconds(), seed))
                        .toList());
            }
            case ProfilePlan.Sweep s ->
                new PlannedStages(
                        List.of(
                                new StrategyPlan.Synchronous(),
                                new StrategyPlan.Throughput(s.maxConcurrency(), s.rampupSeconds())),
                        Math.max(0, s.size() - 2),
                        s.strategy());
        };
    }

    private static PlannedStages known(List<? extends StrategyPlan> strategies) {
        return new PlannedStages(new ArrayList<>(strategies), 0, "");
    }

    /** How many stages there will be at most. */
    int count() {
        return known.size() + later;
    }

    /** The name of a stage: {@code constant@10.00}, or {@code constant@…} while its rate is not placed. */
    String name(int index) {
        return index < known.size() ? Strategies.of(known.get(index)).displayName() : laterKind + "@…";
    }

    /** The name of a stage for a person. */
    String title(int index) {
        return index < known.size() ? StageTitle.of(known.get(index)) : StageTitle.rateToCome(laterKind);
    }
}
