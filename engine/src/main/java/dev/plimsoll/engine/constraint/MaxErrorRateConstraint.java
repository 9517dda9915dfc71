package dev.plimsoll.engine.constraint;

import dev.plimsoll.engine.constraint.SchedulerUpdateAction.Processing;
import dev.plimsoll.engine.constraint.SchedulerUpdateAction.Queuing;
import dev.plimsoll.engine.plan.StoppingScope;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestUpdate;
import java.util.ArrayDeque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code max_error_rate}: STOP and STOP_ALL when the share of errors among the last {@code window} ended requests reaches
 * {@code rate}, once as many were processed.
 */
final class MaxErrorRateConstraint implements Constraint {
    private static final Metadata.Keys DESCRIPTION = Metadata.keys("kind", "rate", "window");
    private static final Metadata.Keys METADATA = Metadata.keys(
            "maxErrorRate",
            "windowSize",
            "errorCount",
            "processedCount",
            "currentWindowSize",
            "currentErrorRate",
            "exceededMinProcessed",
            "exceededErrorRate",
            "exceeded",
            "stopTime");
    private final String id;
    private final StoppingScope scope;
    private final double rate;
    private final int window;
    private final ArrayDeque<Boolean> recent = new ArrayDeque<>();
    private int recentErrors;

    MaxErrorRateConstraint(String id, StoppingScope scope, double rate, int window) {
        this.id = id;
        this.scope = scope;
        this.rate = rate;
        this.window = window;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String kind() {
        return "max_error_rate";
    }

    @Override
    public SchedulerUpdateAction evaluate(SchedulerState state, @Nullable RequestUpdate update) {
        if (update != null && update.status().isTerminal()) {
            remember(update.status() == RequestStatus.ERRORED);
        }
        boolean enough = state.processed() >= window;
        double errorRate = recent.isEmpty() ? 0 : (double) recentErrors / recent.size();
        boolean reached = errorRate >= rate;
        boolean exceeded = enough && reached;
        return new SchedulerUpdateAction(
                exceeded ? Queuing.STOP : Queuing.CONTINUE,
                exceeded ? Processing.STOP_ALL : Processing.CONTINUE,
                scope,
                METADATA.with(
                        rate,
                        window,
                        recentErrors,
                        state.processed(),
                        recent.size(),
                        errorRate,
                        enough,
                        reached,
                        exceeded,
                        exceeded ? Double.valueOf(StopTime.of(state, update)) : null),
                SchedulerProgress.UNKNOWN);
    }

    private void remember(boolean error) {
        recent.addLast(error);
        recentErrors += error ? 1 : 0;
        if (recent.size() > window) {
            recentErrors -= recent.removeFirst() ? 1 : 0;
        }
    }

    @Override
    public Map<String, Object> describe() {
        return DESCRIPTION.with(kind(), rate, window);
    }
}
