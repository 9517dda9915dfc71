package dev.plimsoll.engine.constraint;

import dev.plimsoll.engine.plan.StoppingScope;
import java.util.Map;

/**
 * What a constraint wants.
 *
 * @param queuing whether further requests may be created
 * @param processing whether requests in flight go on
 * @param scope this stage or all that follow
 * @param metadata why, camelCase keys; values are numbers, booleans or strings, what does not exist is left out
 * @param progress how far the stage is by this constraint
 */
public record SchedulerUpdateAction(
        Queuing queuing,
        Processing processing,
        StoppingScope scope,
        Map<String, Object> metadata,
        SchedulerProgress progress) {
    /** Metadata key of the warning that over-saturation gives, also where it stops nothing. */
    public static final String IS_OVER_SATURATED = "isOverSaturated";

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

    /** Whether it warns of over-saturation. */
    public boolean warns() {
        return Boolean.TRUE.equals(metadata.get(IS_OVER_SATURATED));
    }
}
