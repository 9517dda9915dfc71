package dev.plimsoll.engine.constraint;

import dev.plimsoll.engine.constraint.SchedulerUpdateAction.Processing;
import dev.plimsoll.engine.constraint.SchedulerUpdateAction.Queuing;
import dev.plimsoll.engine.plan.StoppingScope;
import dev.plimsoll.engine.record.RequestUpdate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code max_global_error_rate}: STOP and STOP_ALL when errored/processed reaches {@code rate}, once {@code minimum} were processed. */
record MaxGlobalErrorRateConstraint(String id, StoppingScope scope, double rate, int minimum) implements Constraint {
    @Override
    public String kind() {
        return "max_global_error_rate";
    }

    @Override
    public SchedulerUpdateAction evaluate(SchedulerState state, @Nullable RequestUpdate update) {
        boolean enough = state.processed() >= minimum;
        double errorRate = state.processed() == 0 ? 0 : (double) state.errored() / state.processed();
        boolean reached = errorRate >= rate;
        boolean exceeded = enough && reached;
        Double stopTime = exceeded ? Double.valueOf(StopTime.of(state, update)) : null;
        return new SchedulerUpdateAction(
                exceeded ? Queuing.STOP : Queuing.CONTINUE,
                exceeded ? Processing.STOP_ALL : Processing.CONTINUE,
                scope,
                new Metadata()
                        .put("maxErrorRate", rate)
                        .put("minProcessed", minimum)
                        .put("processedRequests", state.processed())
                        .put("erroredRequests", state.errored())
                        .put("errorRate", errorRate)
                        .put("exceededMinProcessed", enough)
                        .put("exceededErrorRate", reached)
                        .put("exceeded", exceeded)
                        .put("stopTime", stopTime)
                        .build(),
                new SchedulerProgress(null, null, null, null, stopTime));
    }

    @Override
    public Map<String, Object> describe() {
        return new Metadata()
                .put("kind", kind())
                .put("rate", rate)
                .put("minimum", minimum)
                .build();
    }
}
