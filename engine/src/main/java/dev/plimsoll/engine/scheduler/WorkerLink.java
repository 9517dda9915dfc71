package dev.plimsoll.engine.scheduler;

import dev.plimsoll.engine.wire.ToWorker;

/** The way to one worker. Called by the coordinator's thread; nothing here blocks. */
interface WorkerLink {
    /** The worker's index in its group. */
    int worker();

    /** Sends a message, in order; without effect once the worker is gone. */
    void send(ToWorker message);

    /** Ends the process at once; without effect once the worker is gone. */
    void kill();

    /** Whether it can still be used: it was not killed and its pipe is whole. */
    boolean isAlive();
}
