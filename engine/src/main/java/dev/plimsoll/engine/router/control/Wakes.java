package dev.plimsoll.engine.router.control;

import java.util.PriorityQueue;

/** The times at which a scheduler wants to look again, kept by one timer: that of the earliest. Of the loop's thread. */
final class Wakes {
    private final Turns turns;
    private final Runnable wake;
    private final PriorityQueue<Long> wishes = new PriorityQueue<>();
    private long armedForNs = Long.MAX_VALUE;

    /** No wishes yet. */
    Wakes(Turns turns, Runnable wake) {
        this.turns = turns;
        this.wake = wake;
    }

    void add(long atNs) {
        wishes.add(atNs);
        if (atNs < armedForNs) {
            arm(atNs);
        }
    }

    void clear() {
        wishes.clear();
    }

    private void arm(long atNs) {
        armedForNs = atNs;
        turns.addLater(atNs, () -> look(atNs));
    }

    private void look(long atNs) {
        if (atNs != armedForNs) {
            return; // an earlier wish has taken its place
        }
        armedForNs = Long.MAX_VALUE;
        if (wishes.removeIf(each -> each <= turns.nowNs())) {
            wake.run();
        }
        Long next = wishes.peek();
        if (next != null && next < armedForNs) {
            arm(next);
        }
    }
}
