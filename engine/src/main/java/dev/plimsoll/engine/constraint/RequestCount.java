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
 * @param countKey metadata key of {@code count}
 */
record RequestCount(long count, String countKey, StoppingScope scope) {
    SchedulerUpdateAction judge(SchedulerState state, @Nullable RequestUpdate update) {
        boolean allCreated = state.created() >= count;
        boolean allProcessed = state.processed() >= count;
        long remaining = Math.max(0, count - state.processed());
        Double stopTime = allProcessed ? Double.valueOf(StopTime.of(state, update)) : null;
        return new SchedulerUpdateAction(
                allCreated ? Queuing.STOP : Queuing.CONTINUE,
                allProcessed ? Processing.STOP_LOCAL : Processing.CONTINUE,
                scope,
                new Metadata()
                        .put(countKey, count)
                        .put("createExceeded", allCreated)
                        .put("processedExceeded", allProcessed)
                        .put("createdRequests", state.created())
                        .put("processedRequests", state.processed())
                        .put("remainingRequests", remaining)
                        .put("stopTime", stopTime)
                        .build(),
                new SchedulerProgress((double) remaining, (double) count, null, null, stopTime));
    }
}
