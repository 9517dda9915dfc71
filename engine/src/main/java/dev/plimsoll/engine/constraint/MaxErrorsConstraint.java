package dev.plimsoll.engine.constraint;

import dev.plimsoll.engine.constraint.SchedulerUpdateAction.Processing;
import dev.plimsoll.engine.constraint.SchedulerUpdateAction.Queuing;
import dev.plimsoll.engine.plan.StoppingScope;
import dev.plimsoll.engine.record.RequestUpdate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code max_errors}: STOP and STOP_ALL at errored >= count. */
record MaxErrorsConstraint(String id, StoppingScope scope, long count) implements Constraint {
    private static final Metadata.Keys DESCRIPTION = Metadata.keys("kind", "count");
    private static final Metadata.Keys METADATA =
            Metadata.keys("maxErrors", "errorsExceeded", "currentErrors", "stopTime");

    @Override
    public String kind() {
        return "max_errors";
    }

    @Override
    public SchedulerUpdateAction evaluate(SchedulerState state, @Nullable RequestUpdate update) {
        boolean exceeded = state.errored() >= count;
        Double stopTime = exceeded ? Double.valueOf(StopTime.of(state, update)) : null;
        return new SchedulerUpdateAction(
                exceeded ? Queuing.STOP : Queuing.CONTINUE,
                exceeded ? Processing.STOP_ALL : Processing.CONTINUE,
                scope,
                METADATA.with(count, exceeded, state.errored(), stopTime),
                new SchedulerProgress(null, null, null, null, stopTime));
    }

    @Override
    public Map<String, Object> describe() {
        return DESCRIPTION.with(kind(), count);
    }
}
