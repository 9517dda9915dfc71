package dev.plimsoll.engine.scheduler;

import dev.plimsoll.engine.plan.ConstraintPlan;
import dev.plimsoll.engine.plan.DatasetPlan;
import dev.plimsoll.engine.plan.DelayPlan;
import dev.plimsoll.engine.plan.LengthPlan;
import dev.plimsoll.engine.plan.ProfilePlan;
import dev.plimsoll.engine.plan.RunPlan;
import dev.plimsoll.engine.plan.StoppingScope;
import dev.plimsoll.engine.plan.TargetPlan;
import dev.plimsoll.engine.plan.TransientPlan;
import dev.plimsoll.engine.plan.WindowRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Run plans with one thing of interest each. */
final class Plans {
    private static final TargetPlan TARGET = new TargetPlan(
            "t",
            null,
            null,
            "chat",
            "m",
            true,
            null,
            null,
            Map.of(),
            "{}",
            false,
            null,
            1,
            TargetPlan.Timeouts.DEFAULT);

    private Plans() {}

    /** A run that stops each stage at {@code count} requests; {@link Long#MAX_VALUE} for never. */
    static RunPlan upTo(long count, double graceSeconds) {
        List<ConstraintPlan> constraints = count == Long.MAX_VALUE
                ? List.of()
                : List.of(new ConstraintPlan.MaxRequests("n", StoppingScope.CURRENT, List.of(count)));
        return plan(new ProfilePlan.Synchronous(0), 8, constraints, graceSeconds, null);
    }

    /** A run with this profile, prompts of so many tokens, and so many workers wished for. */
    static RunPlan of(ProfilePlan profile, int promptTokens, @Nullable Integer workers) {
        return plan(profile, promptTokens, List.of(), 0, workers);
    }

    private static RunPlan plan(
            ProfilePlan profile,
            int promptTokens,
            List<ConstraintPlan> constraints,
            double graceSeconds,
            @Nullable Integer workers) {
        return new RunPlan(
                "b",
                "b",
                TARGET,
                new DatasetPlan.Synthetic(
                        "d", LengthPlan.fixed(promptTokens), null, LengthPlan.fixed(1), DelayPlan.NONE, "chars", false),
                profile,
                constraints,
                List.of(),
                TransientPlan.NONE,
                TransientPlan.NONE,
                WindowRule.START_IN,
                graceSeconds,
                0,
                1,
                workers,
                false,
                null,
                0,
                0,
                false,
                4096,
                "none",
                "off",
                "auto",
                null);
    }
}
