package dev.plimsoll.engine.run;

import dev.plimsoll.engine.plan.ProfilePlan;
import dev.plimsoll.engine.plan.RatePoint;
import dev.plimsoll.engine.plan.RunPlan;
import dev.plimsoll.engine.profile.Profiles;
import dev.plimsoll.engine.scheduler.WorkerSizing;
import java.util.Collections;

/** What a plan asks of the generator, as far as the plan tells. */
final class Planned {
    /** A token of a prompt is four characters or so; JSON adds escapes and what stands around it. */
    private static final double BYTES_PER_TOKEN = 6;

    private Planned() {}

    /** The highest rate of any stage, requests/s; 0 where it depends on the target. */
    static double mostPerSecond(RunPlan plan) {
        return mostPerSecond(plan, plan.profile());
    }

    private static double mostPerSecond(RunPlan plan, ProfilePlan profile) {
        return switch (profile) {
            case ProfilePlan.RateSeries p ->
                p.points().stream().mapToDouble(RatePoint::rate).max().orElse(0);
            case ProfilePlan.Constant p -> Collections.max(p.rates());
            case ProfilePlan.Poisson p -> Collections.max(p.rates());
            case ProfilePlan.Gamma p -> Collections.max(p.rates());
            case ProfilePlan.Users p -> p.rate();
            case ProfilePlan.Trace _ ->
                Profiles.known(plan).stream()
                        .mapToDouble(s -> StageLimits.of(plan, 0).rate(s))
                        .max()
                        .orElse(0);
            case ProfilePlan.Policies p -> mostPerSecond(plan, p.load());
            case ProfilePlan.Synchronous _, ProfilePlan.Concurrent _, ProfilePlan.Throughput _, ProfilePlan.Sweep _ ->
                0;
        };
    }

    /** How long the stages last together by their limits, s; 0 where those do not tell. */
    static double seconds(RunPlan plan) {
        PlannedStages planned = PlannedStages.of(plan);
        double sum = 0;
        for (int i = 0; i < planned.count(); i++) {
            double stage = StageLimits.of(plan, i)
                    .mostSeconds(i < planned.known().size() ? planned.known().get(i) : null);
            sum += Math.max(0, stage);
        }
        return sum;
    }

    /** Stream events a second at that rate, each token counted as one; 0 where the rate is unknown or nothing is streamed. */
    static double eventsPerSecond(RunPlan plan) {
        return Settings.streams(plan.target()) ? mostPerSecond(plan) * WorkerSizing.outputTokens(plan.dataset()) : 0;
    }

    /** Size of a usual request, bytes. */
    static long requestBytes(RunPlan plan) {
        return Math.round(BYTES_PER_TOKEN * WorkerSizing.promptTokens(plan.dataset()));
    }
}
