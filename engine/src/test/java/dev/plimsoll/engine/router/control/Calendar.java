package dev.plimsoll.engine.router.control;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.RejectedExecutionException;

/** Time that passes from one thing to the next; the loop's thread of a test, in which all threads are one. */
final class Calendar implements LoopThread, Agenda {
    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparingLong(Entry::atNs).thenComparingLong(Entry::order));
    private long nowNs;
    private long order;
    private boolean ended;

    private record Entry(long atNs, long order, Runnable what) {}

    @Override
    public long nanoTime() {
        return nowNs;
    }

    @Override
    public void at(long atNs, Runnable what) {
        entries.add(new Entry(Math.max(atNs, nowNs), order++, what));
    }

    @Override
    public void execute(Runnable turn) {
        if (ended) {
            throw new RejectedExecutionException();
        }
        in(0, turn);
    }

    @Override
    public void schedule(Runnable turn, long delayNs) {
        in(delayNs, () -> {
            if (!ended) {
                turn.run();
            }
        });
    }

    @Override
    public boolean inside() {
        return true;
    }

    @Override
    public void end() {
        ended = true;
    }

    boolean hasEnded() {
        return ended;
    }

    /** Everything up to and including a time. */
    void playUntil(long endNs) {
        while (!entries.isEmpty() && entries.peek().atNs() <= endNs) {
            Entry next = entries.remove();
            nowNs = next.atNs();
            next.what().run();
        }
        nowNs = Math.max(nowNs, endNs);
    }

    /** Everything that is foreseen, and what comes of it. */
    void playOut() {
        while (!entries.isEmpty()) {
            playUntil(entries.peek().atNs());
        }
    }
}
