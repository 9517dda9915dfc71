package dev.plimsoll.engine.scheduler;

import org.jspecify.annotations.Nullable;

/** Where the coordinator hears of its workers: events of one worker in order. Read by one thread. */
@FunctionalInterface
interface Mailbox {
    /** The next event, waiting for it at most {@code timeoutNs}; null when there was none. */
    @Nullable
    WorkerEvent poll(long timeoutNs) throws InterruptedException;
}
