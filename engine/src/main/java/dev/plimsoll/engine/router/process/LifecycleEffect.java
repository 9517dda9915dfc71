package dev.plimsoll.engine.router.process;

/** Something that the owner of a model's process does next; none of it waits. */
public sealed interface LifecycleEffect {

    /** Start the process; {@code Spawned} or {@code SpawnFailed} follows, and one day {@code Exited}. */
    record Spawn() implements LifecycleEffect {}

    /** Ask the health endpoint once, with a time limit for this one question; {@code Probed} follows. */
    record Probe() implements LifecycleEffect {}

    /** Ask the process to end. */
    record Terminate() implements LifecycleEffect {}

    /** End the process and everything it started. */
    record Kill() implements LifecycleEffect {}

    /** Send {@code Wake} at this time; earlier wishes stay. */
    record WakeAt(long atNs) implements LifecycleEffect {}

    /** The caller's wish has come true. */
    record Done(long caller) implements LifecycleEffect {}

    /** The caller's wish cannot come true. */
    record Failed(long caller, Reason reason, String detail) implements LifecycleEffect {}

    /** The state has changed. */
    record Changed(ModelState from, ModelState to) implements LifecycleEffect {}

    /** Why a model did not become ready. */
    enum Reason {
        /** The process could not be started. */
        SPAWN_FAILED,
        /** It ended before it was ready. */
        EXITED_DURING_START,
        /** Its health endpoint did not answer 200 in time. */
        HEALTH_TIMEOUT,
        /** Somebody stopped it. */
        START_ABORTED,
        /** The router is going down. */
        SHUTDOWN
    }
}
