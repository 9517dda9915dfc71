package dev.plimsoll.engine.run;

import dev.plimsoll.engine.plan.ProfilePlan;
import dev.plimsoll.engine.plan.RunPlan;
import dev.plimsoll.engine.plan.StrategyPlan;
import dev.plimsoll.engine.profile.Profiles;
import dev.plimsoll.engine.strategy.Strategies;
import java.util.List;

/**
 * The stages of a run as far as they are known before it.
 *
 * @param known strategies that are known, in order
 * @param later how many follow whose rates are placed during the run
 * @param policies what the model router decides by in each stage, or empty where the run does not change that
 * @param laterKind kind of those: {@code constant}, {@code poisson} or {@code gamma}; empty where none follow
 */
record PlannedStages(List<StrategyPlan> known, List<String> policies, int later, String laterKind) {
    PlannedStages {
        known = List.copyOf(known);
        policies = List.copyOf(policies);
    }

    static PlannedStages of(RunPlan plan) {
        return of(plan, Profiles.known(plan.profile(), plan.seed()));
    }

    /**
     * The same with what strategies take from the data; reads it where they do.
     *
     * @throws dev.plimsoll.engine.problem.PlimsollException where it cannot be used so
     */
    static PlannedStages withData(RunPlan plan) {
        return of(plan, Profiles.known(plan));
    }

    private static PlannedStages of(RunPlan plan, List<StrategyPlan> known) {
        return plan.profile() instanceof ProfilePlan.Sweep s
                ? new PlannedStages(known, List.of(), Math.max(0, s.size() - known.size()), s.strategy())
                : new PlannedStages(known, Profiles.policies(plan.profile()), 0, "");
    }

    /** How many stages there will be at most. */
    int count() {
        return known.size() + later;
    }

    /** The name of a stage: {@code constant@10.00}, or {@code constant@…} while its rate is not placed. */
    String name(int index) {
        if (index < policies.size()) {
            return policies.get(index);
        }
        return index < known.size() ? Strategies.of(known.get(index)).displayName() : laterKind + "@…";
    }

    /** The name of a stage for a person. */
    String title(int index) {
        if (index < policies.size()) {
            return policies.get(index);
        }
        return index < known.size() ? StageTitle.of(known.get(index)) : StageTitle.rateToCome(laterKind);
    }
}
