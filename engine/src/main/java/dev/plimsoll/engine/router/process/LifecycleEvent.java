package dev.plimsoll.engine.router.process;

import java.time.Duration;

/** Something the owner of a model's process is told. Callers are known by a number that the owner gives them. */
public sealed interface LifecycleEvent {

    /** Somebody needs the model ready. Whether that takes a start is decided here and nowhere else. */
    record EnsureReady(long caller) implements LifecycleEvent {}

    /**
     * Somebody wants the process gone.
     *
     * @param grace how long it may take by itself before it is killed
     */
    record Stop(long caller, Duration grace) implements LifecycleEvent {}

    /** The process exists. */
    record Spawned() implements LifecycleEvent {}

    /** It could not be started; there is no process. */
    record SpawnFailed(String reason) implements LifecycleEvent {}

    /** The health endpoint has answered, or the probe's own time was over. */
    record Probed(boolean healthy) implements LifecycleEvent {}

    /** The process is gone, with everything it had started. */
    record Exited(int code) implements LifecycleEvent {}

    /** A request has been handed to the model. */
    record ServeBegun() implements LifecycleEvent {}

    /** A request that was handed to it has ended. */
    record ServeEnded() implements LifecycleEvent {}

    /** A time that {@link LifecycleEffect.WakeAt} asked for has come. */
    record Wake() implements LifecycleEvent {}

    /** The router is going down. */
    record Shutdown() implements LifecycleEvent {}
}
