package dev.plimsoll.engine.run;

import dev.plimsoll.engine.plan.RunPlan;
import dev.plimsoll.engine.plan.StrategyPlan;

/** How long a run takes at most, by the limits of its stages. Pure; any thread. */
final class TimeLeft {
    private TimeLeft() {}

    /**
     * Seconds from the start of stage {@code first} to the end of the last one, pauses between them included; -1 where a stage has
     * neither a time limit nor a rate and a number of requests.
     */
    static double fromStage(RunPlan plan, PlannedStages planned, int first) {
        double seconds = 0;
        for (int i = first; i < planned.count(); i++) {
            StrategyPlan strategy = i < planned.known().size() ? planned.known().get(i) : null;
            double most = StageLimits.of(plan, i).mostSeconds(strategy);
            if (most < 0) {
                return -1;
            }
            seconds += most + (i > first ? plan.cooldownBetweenSeconds() : 0);
        }
        return seconds;
    }

    /**
     * Seconds left while stage {@code running} has {@code left} to go.
     *
     * @param left what the running stage itself knows, -1 where it does not
     * @param elapsed since its start, s
     */
    static double whileRunning(RunPlan plan, PlannedStages planned, int running, double left, double elapsed) {
        double own = left;
        if (own < 0) {
            StrategyPlan strategy =
                    running < planned.known().size() ? planned.known().get(running) : null;
            double most = StageLimits.of(plan, running).mostSeconds(strategy);
            if (most < 0) {
                return -1;
            }
            own = Math.max(0, most - elapsed);
        }
        if (running + 1 >= planned.count()) {
            return own;
        }
        double later = fromStage(plan, planned, running + 1);
        return later < 0 ? -1 : own + plan.cooldownBetweenSeconds() + later;
    }
}
