package dev.plimsoll.engine.constraint;

import dev.plimsoll.engine.constraint.SchedulerUpdateAction.Processing;
import dev.plimsoll.engine.constraint.SchedulerUpdateAction.Queuing;
import dev.plimsoll.engine.plan.StoppingScope;
import dev.plimsoll.engine.record.RequestUpdate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code max_global_error_rate}: STOP and STOP_ALL when errored/processed reaches {@code rate}, once {@code minimum} were processed. */
record MaxGlobalErrorRateConstraint(String id, StoppingScope scope, double rate, int minimum) implements Constraint {
    private static final Metadata.Keys DESCRIPTION = Metadata.keys("kind", "rate", "minimum");
    private static final Metadata.Keys METADATA = Metadata.keys(
            "maxErrorRate",
            "minProcessed",
            "processedRequests",
            "erroredRequests",
            "errorRate",
            "exceededMinProcessed",
            "exceededErrorRate",
            "exceeded",
            "stopTime");

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
                METADATA.with(
                        rate,
                        minimum,
                        state.processed(),
                        state.errored(),
                        errorRate,
                        enough,
                        reached,
                        exceeded,
                        stopTime),
                new SchedulerProgress(null, null, null, null, stopTime));
    }

    @Override
    public Map<String, Object> describe() {
        return DESCRIPTION.with(kind(), rate, minimum);
    }
}
