package dev.plimsoll.engine.constraint;

import dev.plimsoll.engine.plan.StoppingScope;
import java.util.Map;

/**
 * What a constraint wants.
 *
 * @param queuing whether further requests may be created
 * @param processing whether requests in flight go on
 * @param scope this stage or all that follow
 * @param metadata why, camelCase keys; values are numbers, booleans, strings or null
 * @param progress how far the stage is by this constraint
 */
public record SchedulerUpdateAction(
        Queuing queuing,
        Processing processing,
        StoppingScope scope,
        Map<String, Object> metadata,
        SchedulerProgress progress) {
    /** Whether requests may still be created. */
    public enum Queuing {
        CONTINUE,
        STOP
    }

    /** Whether requests in flight go on. */
    public enum Processing {
        CONTINUE,
        /** This node ends; in flight requests get the grace period. */
        STOP_LOCAL,
        /** Every node ends at once. */
        STOP_ALL
    }

    /** Whether it stops anything. */
    public boolean stops() {
        return queuing == Queuing.STOP || processing != Processing.CONTINUE;
    }
}
