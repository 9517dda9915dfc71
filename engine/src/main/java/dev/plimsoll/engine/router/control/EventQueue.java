package dev.plimsoll.engine.router.control;

import dev.plimsoll.engine.router.observe.RouterEvent;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between the loop and whoever writes or sends its events, so that a slow disk or reader never holds up the loop: what does not fit
 * is dropped and counted. Events are passed on in order, on a thread of its own.
 */
public final class EventQueue implements Consumer<RouterEvent>, AutoCloseable {
    /** Room for the events of some seconds of a very busy router. */
    public static final int CAPACITY = 1 << 16;

    private static final Logger LOG = LoggerFactory.getLogger(EventQueue.class);

    private final BlockingQueue<Runnable> queue;
    private final Consumer<RouterEvent> to;
    private final AtomicLong dropped = new AtomicLong();
    private final Thread thread;
    private boolean open = true; // of the queue's own thread

    /** Passes events on to a listener. */
    public EventQueue(int capacity, Consumer<RouterEvent> to) {
        this.queue = new ArrayBlockingQueue<>(capacity);
        this.to = to;
        this.thread = Thread.ofPlatform().name("router-events").daemon().start(this::passOn);
    }

    /** Never blocks. */
    @Override
    public void accept(RouterEvent event) {
        if (!queue.offer(() -> pass(event)) && dropped.incrementAndGet() == 1) {
            LOG.warn("Events of the router come faster than they are written; those that do not fit are lost");
        }
    }

    /** How many events did not fit. */
    public long dropped() {
        return dropped.get();
    }

    /** Waits until everything accepted before has been passed on. */
    @Override
    public void close() throws InterruptedException {
        queue.put(() -> open = false);
        thread.join();
        if (dropped() > 0) {
            LOG.warn("{} events of the router were lost", dropped());
        }
    }

    private void passOn() {
        try {
            while (open) {
                queue.take().run();
            }
        } catch (InterruptedException e) {
            LOG.error("The thread of the router's events was interrupted, which nobody does", e);
        }
    }

    private void pass(RouterEvent event) {
        try {
            to.accept(event);
        } catch (RuntimeException e) {
            LOG.error("Who listens to the router's events failed", e);
        }
    }
}
