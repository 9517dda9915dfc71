package dev.plimsoll.engine.run;

import dev.plimsoll.engine.constraint.SchedulerState;
import dev.plimsoll.engine.metrics.MeasurementWindow;
import dev.plimsoll.engine.metrics.MeasurementWindow.Limits;
import dev.plimsoll.engine.metrics.StageFacts;
import dev.plimsoll.engine.record.RequestTimings;
import org.jspecify.annotations.Nullable;

/** Which phase a running stage is in, by the rules of its measurement window. Pure; any thread. */
final class StagePhase {
    private StagePhase() {}

    /**
     * The phase at the state's clock. Warm-up ends once all of its lengths are over; cool-down begins with the first of its own, as in
     * {@link MeasurementWindow}.
     */
    static RunStatus.Phase of(StageFacts facts, SchedulerState state) {
        return RequestTimings.has(state.endProcessingNs())
                ? RunStatus.Phase.STOPPING
                : of(facts, (state.nowNs() - facts.startNs()) / 1e9, state.processed());
    }

    /** The phase so many seconds after the stage's start, with so many requests processed and nothing stopped. */
    static RunStatus.Phase of(StageFacts facts, double seconds, long processed) {
        Double limitSeconds = facts.limitSeconds() > 0 ? Double.valueOf(facts.limitSeconds()) : null;
        Long limitRequests = facts.limitRequests() > 0 ? Long.valueOf(facts.limitRequests()) : null;
        Limits warmup = MeasurementWindow.limits(facts.warmup(), limitSeconds, limitRequests);
        if (isBefore(seconds, warmup.seconds()) || isWithin(processed, warmup.requests())) {
            return RunStatus.Phase.WARM_UP;
        }
        Limits cooldown = MeasurementWindow.limits(facts.cooldown(), limitSeconds, limitRequests);
        boolean byTime =
                cooldown.seconds() != null && limitSeconds != null && seconds >= limitSeconds - cooldown.seconds();
        boolean byRequests = cooldown.requests() != null
                && limitRequests != null
                && cooldown.requests() > 0
                && processed >= limitRequests - cooldown.requests() - 1;
        boolean cuts = cooldown.seconds() != null && cooldown.seconds() > 0;
        return (byTime && cuts) || byRequests ? RunStatus.Phase.COOL_DOWN : RunStatus.Phase.RUNNING;
    }

    private static boolean isBefore(double seconds, @Nullable Double length) {
        return length != null && seconds < length;
    }

    /** The first processed request after the cut ones begins the window. */
    private static boolean isWithin(long processed, @Nullable Long cut) {
        return cut != null && cut > 0 && processed <= cut;
    }
}
