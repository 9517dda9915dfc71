package dev.plimsoll.engine.metrics;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.plimsoll.engine.plan.SloPlan;
import dev.plimsoll.engine.plan.TransientPlan;
import dev.plimsoll.engine.plan.WindowRule;
import dev.plimsoll.engine.record.RequestTimings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the figures of a stage need to know besides its records. Written into {@code events.jsonl} when the stage begins and again
 * when it ends, so that a reopened run yields the same figures.
 *
 * @param index 0-based
 * @param strategy {@code Strategy.describe()}
 * @param displayName {@code constant@10.00}
 * @param openLoop whether starts followed a schedule
 * @param scheduleSha256 see {@code Strategy}
 * @param startNs agreed start, run time
 * @param endNs when processing ended, run time; ABSENT while running or after a crash (then the last record's end counts)
 * @param limitSeconds the stage's time limit known in advance, 0 = none
 * @param limitRequests its request limit known in advance, 0 = none
 * @param warmup left out at the start
 * @param cooldown left out at the end
 * @param slos objectives
 * @param notes honesty notes known to the run: recycled rows, an assumed cap
 * @param windowRule which requests belong to the measurement window, default {@code start-in}
 * @param recut the window that was chosen after the run, null where it is the run's own
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StageFacts(
        int index,
        Map<String, Object> strategy,
        String displayName,
        boolean openLoop,
        String scheduleSha256,
        long startNs,
        long endNs,
        double limitSeconds,
        long limitRequests,
        TransientPlan warmup,
        TransientPlan cooldown,
        List<SloPlan> slos,
        List<String> notes,
        WindowRule windowRule,
        @Nullable WindowChoice recut) {
    public StageFacts {
        slos = List.copyOf(slos);
        notes = List.copyOf(notes);
        windowRule = Objects.requireNonNullElse(windowRule, WindowRule.START_IN); // runs of older versions
    }

    /** With the default rule of the window. */
    public StageFacts(
            int index,
            Map<String, Object> strategy,
            String displayName,
            boolean openLoop,
            String scheduleSha256,
            long startNs,
            long endNs,
            double limitSeconds,
            long limitRequests,
            TransientPlan warmup,
            TransientPlan cooldown,
            List<SloPlan> slos,
            List<String> notes) {
        this(
                index,
                strategy,
                displayName,
                openLoop,
                scheduleSha256,
                startNs,
                endNs,
                limitSeconds,
                limitRequests,
                warmup,
                cooldown,
                slos,
                notes,
                WindowRule.START_IN,
                null);
    }

    /** The same once the stage has ended. */
    public StageFacts ended(long endNs, List<String> notes) {
        return new StageFacts(
                index,
                strategy,
                displayName,
                openLoop,
                scheduleSha256,
                startNs,
                endNs,
                limitSeconds,
                limitRequests,
                warmup,
                cooldown,
                slos,
                notes,
                windowRule,
                recut);
    }

    /** The same with another measurement window. A stage that nothing limited has its end for a limit: now it is known. */
    public StageFacts recut(WindowChoice choice) {
        boolean limited = limitSeconds > 0 || !RequestTimings.has(endNs);
        return new StageFacts(
                index,
                strategy,
                displayName,
                openLoop,
                scheduleSha256,
                startNs,
                endNs,
                limited ? limitSeconds : (endNs - startNs) / 1e9,
                limitRequests,
                choice.fromSeconds() != null ? TransientPlan.NONE : Objects.requireNonNullElse(choice.warmup(), warmup),
                choice.toSeconds() != null
                        ? TransientPlan.NONE
                        : Objects.requireNonNullElse(choice.cooldown(), cooldown),
                slos,
                notes,
                Objects.requireNonNullElse(choice.rule(), windowRule),
                choice);
    }
}
