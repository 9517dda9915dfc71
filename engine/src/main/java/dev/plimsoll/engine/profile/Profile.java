package dev.plimsoll.engine.profile;

import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.plan.StagePlan;
import java.util.Optional;
import java.util.OptionalInt;

/** Yields stages. One instance per run. */
public interface Profile {
    /**
     * The next stage, given the outcome of the one before.
     *
     * @param previous figures of the stage that just ended, empty before the first
     * @param stopAll whether a constraint with {@code stoppingScope: all} ended it
     * @throws dev.plimsoll.engine.problem.PlimsollException where no rate can be placed (nothing succeeded)
     */
    Optional<StagePlan> next(Optional<StageSummary> previous, boolean stopAll);

    /** How many stages there will be at most, where known: for progress. */
    OptionalInt plannedStages();
}
