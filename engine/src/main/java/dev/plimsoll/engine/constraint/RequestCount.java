package dev.plimsoll.engine.constraint;

import dev.plimsoll.engine.constraint.SchedulerUpdateAction.Processing;
import dev.plimsoll.engine.constraint.SchedulerUpdateAction.Queuing;
import dev.plimsoll.engine.plan.StoppingScope;
import dev.plimsoll.engine.record.RequestUpdate;
import org.jspecify.annotations.Nullable;

/**
 * The rule that {@code max_requests} and the end of a dataset share: no more than {@code count} requests are created, and the stage
 * ends when as many have ended.
 *
 * @param count requests
 * @param keys from {@link #keys}
 */
record RequestCount(long count, Metadata.Keys keys, StoppingScope scope) {
    /** Keys of the metadata, of which the first is the kind's own name for {@code count}. */
    static Metadata.Keys keys(String count) {
        return Metadata.keys(
                count,
                "createExceeded",
                "processedExceeded",
                "createdRequests",
                "processedRequests",
                "remainingRequests",
                "stopTime");
    }

    SchedulerUpdateAction judge(SchedulerState state, @Nullable RequestUpdate update) {
        boolean allCreated = state.created() >= count;
        boolean allProcessed = state.processed() >= count;
        long remaining = Math.max(0, count - state.processed());
        Double stopTime = allProcessed ? Double.valueOf(StopTime.of(state, update)) : null;
        return new SchedulerUpdateAction(
                allCreated ? Queuing.STOP : Queuing.CONTINUE,
                allProcessed ? Processing.STOP_LOCAL : Processing.CONTINUE,
                scope,
                keys.with(count, allCreated, allProcessed, state.created(), state.processed(), remaining, stopTime),
                new SchedulerProgress((double) remaining, (double) count, null, null, stopTime));
    }
}
