package dev.plimsoll.engine.constraint;

import dev.plimsoll.engine.record.RequestUpdate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Judges one stage. Confined to the coordinator's thread; fresh per stage. */
public interface Constraint {
    /** Unique in the benchmark. */
    String id();

    /** Kind as written in files. */
    String kind();

    /**
     * What to do now.
     *
     * @param state where the stage stands, with the clock
     * @param update the update that led here, or null on a tick
     */
    SchedulerUpdateAction evaluate(SchedulerState state, @Nullable RequestUpdate update);

    /** Kind and resolved values for the report. */
    Map<String, Object> describe();

    /** Limit on created requests known in advance, or {@link Long#MAX_VALUE}. */
    default long createdLimit() {
        return Long.MAX_VALUE;
    }

    /** Limit on slot offsets after the stage's start known in advance, ns, or {@link Long#MAX_VALUE}. */
    default long offsetLimitNs() {
        return Long.MAX_VALUE;
    }
}
