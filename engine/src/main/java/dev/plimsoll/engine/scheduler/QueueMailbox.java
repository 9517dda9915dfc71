package dev.plimsoll.engine.scheduler;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A bounded mailbox between the reader threads and the coordinator: a reader that is far ahead waits, and so does its worker's pipe. */
final class QueueMailbox implements Mailbox {
    private static final int CAPACITY = 1024;

    private final BlockingQueue<WorkerEvent> events = new ArrayBlockingQueue<>(CAPACITY);

    /** Puts an event in, waiting for room. */
    void put(WorkerEvent event) throws InterruptedException {
        events.put(event);
    }

    /** Throws everything away, so that readers that wait for room go on. */
    void clear() {
        events.clear();
    }

    @Override
    public @Nullable WorkerEvent poll(long timeoutNs) throws InterruptedException {
        return timeoutNs <= 0 ? events.poll() : events.poll(timeoutNs, TimeUnit.NANOSECONDS);
    }
}
