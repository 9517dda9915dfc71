package dev.plimsoll.engine.router.schedule;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something a scheduler is told. Requests are known by an id that is unique while the router runs. */
public sealed interface SchedulerEvent {

    /**
     * A request has come in.
     *
     * @param model the id the router resolved its name to
     */
    record Arrived(String request, String model) implements SchedulerEvent {}

    /** The caller is gone, whether or not its request still waits. */
    record Cancelled(String request) implements SchedulerEvent {}

    /**
     * A swap has come to its end: each {@link Effect.StartSwap} is answered by exactly one of these, an abandoned one too.
     *
     * @param swap the number that {@link Effect.StartSwap} gave it; a model id alone could mean an earlier swap
     * @param failure why the model is not ready, or null if it is
     */
    record SwapDone(String model, long swap, @Nullable Failure failure) implements SchedulerEvent {}

    /** A served request has ended, in whatever way: one for each {@link Effect.Serve} that found its caller. */
    record ServeDone(String model) implements SchedulerEvent {}

    /**
     * Somebody asks to stop models now, busy or not.
     *
     * @param grace how long each may take to end by itself
     */
    record Unload(List<String> models, Duration grace) implements SchedulerEvent {
        public Unload {
            models = List.copyOf(models);
        }
    }

    /** A time has come that {@link Effect.WakeAt} asked for. */
    record Wake() implements SchedulerEvent {}

    /** The router is going down. */
    record Shutdown() implements SchedulerEvent {}
}
