package dev.plimsoll.engine.router.schedule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Requests that wait without a swap, in the order in which they are looked at: those that are due by arrival, then by priority, equal ones
 * by arrival.
 */
final class FifoQueue {
    private final FifoOptions options;
    private List<WaitingRequest> waiting = new ArrayList<>();

    FifoQueue(FifoOptions options) {
        this.options = options;
    }

    /** Whether a request has waited for so long that nothing may overtake it any more. */
    boolean isDue(long nowNs, WaitingRequest request) {
        return options.maxWait() != null
                && nowNs - request.arrivedNs() >= options.maxWait().toNanos();
    }

    /** Before the first entry of lower priority that is not due. */
    void insert(long nowNs, WaitingRequest request) {
        int place = waiting.size();
        while (place > 0 && goesBefore(nowNs, request, waiting.get(place - 1))) {
            place--;
        }
        waiting.add(place, request);
    }

    private boolean goesBefore(long nowNs, WaitingRequest request, WaitingRequest other) {
        return !isDue(nowNs, other) && options.priority(other.model()) < options.priority(request.model());
    }

    /** Moves those that have become due to the front; the sort is stable, so that all others keep their order. */
    void dueFirst(long nowNs) {
        if (options.maxWait() != null) {
            waiting.sort(Comparator.comparingLong(each -> isDue(nowNs, each) ? each.arrivedNs() : Long.MAX_VALUE));
        }
    }

    /** Takes everything out, in order. */
    List<WaitingRequest> takeAll() {
        List<WaitingRequest> all = waiting;
        waiting = new ArrayList<>();
        return all;
    }

    /** Puts a request that was taken out back at the end. */
    void putBack(WaitingRequest request) {
        waiting.add(request);
    }

    boolean removeIf(Predicate<WaitingRequest> which) {
        return waiting.removeIf(which);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** All, in order; a view. */
    List<WaitingRequest> all() {
        return Collections.unmodifiableList(waiting);
    }
}
