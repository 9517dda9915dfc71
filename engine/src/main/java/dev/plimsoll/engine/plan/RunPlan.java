package dev.plimsoll.engine.plan;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One benchmark, ready to run.
 *
 * @param benchmark id in the workspace
 * @param name shown name
 * @param target server under load
 * @param dataset requests
 * @param profile stages
 * @param constraints what ends a stage, in order; the default over-saturation monitor is in it where the file names none
 * @param slos objectives, may be empty
 * @param warmup left out at the start of each stage
 * @param cooldown left out at the end of each stage
 * @param windowRule which requests belong to the measurement window, default {@code start-in}
 * @param gracePeriodSeconds how long requests in flight may finish after the stage's end, default 0
 * @param cooldownBetweenSeconds pause between stages, default 0
 * @param seed seed of everything random that has none of its own
 * @param workers worker processes wished for, null = by the machine
 * @param onWorkerLossStop true = a lost worker stops the run; false (default) = the others go on
 * @param maxLagSeconds later slots are dropped, null = served however late
 * @param cancelRate share of requests cancelled on purpose after the warm-up, 0 to 1, default 0
 * @param cancelDelaySeconds how long after such a request was fully written, default 0
 * @param fillThinkTime streams start other conversations while one waits for its next turn, default false
 * @param maxEventTimes content times kept per request, default 4096
 * @param keepBodies {@code none}, {@code errors} (default), {@code sample:n} or {@code all}
 * @param spin {@code auto}, {@code on} or {@code off}: busy-wait shortly before a send
 * @param transport how workers wait for sockets: {@code auto}, {@code epoll}, {@code io_uring} or {@code nio}
 * @param savePrompts absolute path of the file that keeps the prompts and gives them again, or null
 */
public record RunPlan(
        String benchmark,
        String name,
        TargetPlan target,
        DatasetPlan dataset,
        ProfilePlan profile,
        List<ConstraintPlan> constraints,
        List<SloPlan> slos,
        TransientPlan warmup,
        TransientPlan cooldown,
        WindowRule windowRule,
        double gracePeriodSeconds,
        double cooldownBetweenSeconds,
        long seed,
        @Nullable Integer workers,
        boolean onWorkerLossStop,
        @Nullable Double maxLagSeconds,
        double cancelRate,
        double cancelDelaySeconds,
        boolean fillThinkTime,
        int maxEventTimes,
        String keepBodies,
        String spin,
        String transport,
        @Nullable Path savePrompts) {
    public RunPlan {
        constraints = List.copyOf(constraints);
        slos = List.copyOf(slos);
        windowRule = Objects.requireNonNullElse(windowRule, WindowRule.START_IN); // runs of older versions
    }
}
