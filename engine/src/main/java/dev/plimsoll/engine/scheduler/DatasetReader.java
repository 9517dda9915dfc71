package dev.plimsoll.engine.scheduler;

import dev.plimsoll.engine.dataset.Conversation;
import dev.plimsoll.engine.dataset.Dataset;
import dev.plimsoll.engine.problem.PlimsollException;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Reads a dataset ahead on a thread of its own, so that a slow disk never delays the coordinator. The thread alone touches the
 * dataset, and closes it.
 *
 * <p>Guarantees: what is read ahead stays below {@value #MOST_AHEAD} conversations and about {@value #MOST_CHARS_AHEAD} characters.
 * Progress: a dataset that blocks for ever holds up only its own thread.
 */
final class DatasetReader implements ConversationSource {
    private static final int MOST_AHEAD = 8192;
    private static final long MOST_CHARS_AHEAD = 16L << 20;

    /** A conversation, and how often the dataset had been recycled when it was read. */
    private record Row(Conversation conversation, long timesRecycled) {}

    private final Dataset dataset;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // Guarded by the lock.
    private ArrayDeque<Row> ahead = new ArrayDeque<>();
    private long charsAhead;
    private boolean ended;
    private boolean closed;
    private @Nullable RuntimeException fault;

    // The coordinator's own.
    private ArrayDeque<Row> taken = new ArrayDeque<>();
    private long timesRecycled;

    DatasetReader(Dataset dataset) {
        this.dataset = dataset;
        this.thread = Thread.ofPlatform().daemon().name("dataset").unstarted(this::readAll);
    }

    void start() {
        thread.start();
    }

    /** Waits until there is something to give out, or the dataset ended or failed; false if the time was over before. */
    boolean awaitFirst(long timeoutNs) throws InterruptedException {
        long left = timeoutNs;
        lock.lock();
        try {
            while (ahead.isEmpty() && !ended && left > 0) {
                left = changed.awaitNanos(left);
            }
            return !ahead.isEmpty() || ended;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public @Nullable Conversation poll() {
        if (taken.isEmpty()) {
            refill();
        }
        Row row = taken.poll();
        if (row == null) {
            return null;
        }
        timesRecycled = row.timesRecycled();
        return row.conversation();
    }

    private void refill() {
        lock.lock();
        try {
            if (ahead.isEmpty() && fault != null) {
                throw fault;
            }
            ArrayDeque<Row> empty = taken;
            taken = ahead;
            ahead = empty;
            charsAhead = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isEnded() {
        lock.lock();
        try {
            return ended && fault == null && taken.isEmpty() && ahead.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long timesRecycled() {
        return timesRecycled;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        thread.interrupt();
    }

    private void readAll() {
        RuntimeException trouble = null;
        try (dataset) {
            for (Conversation next = dataset.next(); next != null; next = dataset.next()) {
                if (!offer(new Row(next, dataset.timesRecycled()))) {
                    break;
                }
            }
        } catch (PlimsollException e) {
            trouble = e;
        } catch (RuntimeException e) {
            trouble = PlimsollException.failed("The dataset could not be read: " + e, e);
        }
        lock.lock();
        try {
            ended = true;
            fault = closed ? null : trouble;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Puts one in, waiting for room; false if nobody wants it any more. */
    private boolean offer(Row row) {
        lock.lock();
        try {
            while (!closed && (ahead.size() >= MOST_AHEAD || charsAhead >= MOST_CHARS_AHEAD)) {
                changed.await();
            }
            ahead.add(row);
            charsAhead += Weight.of(row.conversation());
            if (ahead.size() == 1) {
                changed.signalAll();
            }
            return !closed;
        } catch (InterruptedException e) {
            return false;
        } finally {
            lock.unlock();
        }
    }
}
