package dev.plimsoll.engine.scheduler;

import dev.plimsoll.engine.constraint.SchedulerProgress;
import dev.plimsoll.engine.constraint.SchedulerState;
import dev.plimsoll.engine.constraint.SchedulerUpdateAction;
import dev.plimsoll.engine.record.IntervalSample;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestUpdate;
import dev.plimsoll.engine.record.SelfSample;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Told of everything in a stage, on the coordinator's thread; must not block. */
public interface StageListener {
    /**
     * The stage begins; always told first. Records are handed on at once while updates wait for their order, so a first record may
     * well come before the first update.
     *
     * @param startNs agreed start, run time
     * @param workers the workers that take part
     */
    default void started(long startNs, Set<Integer> workers) {}

    /** A step of a request, in event-time order, with the state after it. */
    default void updated(RequestUpdate update, SchedulerState state, SchedulerProgress progress) {}

    /** A tick, every 100 ms. */
    default void ticked(SchedulerState state, SchedulerProgress progress) {}

    /** A finished request; {@code text} is its answer where kept. */
    default void recorded(RequestRecord record, @Nullable String text) {}

    /** One worker's second. */
    default void interval(IntervalSample sample) {}

    /** One process's second. */
    default void self(SelfSample sample) {}

    /** A constraint's action that differs from its last one in what it stops, or that flips a warning (over-saturation). */
    default void constraintActed(String id, String kind, SchedulerUpdateAction action, SchedulerState state) {}

    /** A worker was lost. */
    default void workerLost(int worker, String why, long atNs) {}
}
