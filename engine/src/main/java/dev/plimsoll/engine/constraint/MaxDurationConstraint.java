package dev.plimsoll.engine.constraint;

import dev.plimsoll.engine.constraint.SchedulerUpdateAction.Processing;
import dev.plimsoll.engine.constraint.SchedulerUpdateAction.Queuing;
import dev.plimsoll.engine.plan.StoppingScope;
import dev.plimsoll.engine.record.RequestUpdate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code max_duration}: STOP and STOP_LOCAL when {@code limitNs} passed since the first request's start (the stage's start while
 * there is none), but at the latest half a second later than that after the stage's start: a low rate, whose first request starts
 * late, must not break the promise that a stage ends within {@code seconds + gracePeriod + 1}. Nothing starts after the stage's
 * start + {@code seconds} anyway.
 */
record MaxDurationConstraint(String id, StoppingScope scope, double seconds, long limitNs) implements Constraint {
    private static final Metadata.Keys DESCRIPTION = Metadata.keys("kind", "seconds");
    private static final Metadata.Keys METADATA =
            Metadata.keys("maxDuration", "elapsedTime", "durationExceeded", "startTime", "currentTime", "stopTime");
    private static final long LATEST_BEYOND_NS = 500_000_000L;

    MaxDurationConstraint(String id, StoppingScope scope, double seconds) {
        this(id, scope, seconds, Math.round(seconds * 1e9));
    }

    @Override
    public String kind() {
        return "max_duration";
    }

    @Override
    public SchedulerUpdateAction evaluate(SchedulerState state, @Nullable RequestUpdate update) {
        long stopNs = Math.min(state.originNs(), state.startNs() + LATEST_BEYOND_NS) + limitNs;
        boolean exceeded = state.nowNs() >= stopNs;
        double elapsed = StopTime.seconds(state.nowNs() - state.originNs());
        Double stopTime = exceeded ? Double.valueOf(StopTime.seconds(stopNs)) : null;
        return new SchedulerUpdateAction(
                exceeded ? Queuing.STOP : Queuing.CONTINUE,
                exceeded ? Processing.STOP_LOCAL : Processing.CONTINUE,
                scope,
                METADATA.with(
                        seconds,
                        elapsed,
                        exceeded,
                        StopTime.seconds(state.originNs()),
                        StopTime.seconds(state.nowNs()),
                        stopTime),
                new SchedulerProgress(null, null, exceeded ? 0 : seconds - elapsed, seconds, stopTime));
    }

    @Override
    public Map<String, Object> describe() {
        return DESCRIPTION.with(kind(), seconds);
    }

    @Override
    public long offsetLimitNs() {
        return limitNs;
    }
}
