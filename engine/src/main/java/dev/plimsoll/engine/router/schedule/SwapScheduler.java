package dev.plimsoll.engine.router.schedule;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Decides when a request gets its model. Obligations of whoever writes one are in {@code docs/router-extending.md}: above all, every
 * request ends as exactly one of refused, served, failed or cancelled.
 */
public interface SwapScheduler {
    /** The name a configuration gives it, such as {@code fifo}. */
    String name();

    /**
     * Takes in one event, to its end; acts through {@link Effects} before it returns.
     *
     * @param nowNs when it happened, in a clock that never goes back
     */
    void handle(long nowNs, SchedulerEvent event);

    /** A copy of its state. */
    SchedulerState state();

    /** Why a request waits, or empty if it does not wait. */
    Optional<WaitReasons> explain(long nowNs, String request);

    /** What stopping each model costs, as it is weighed now; empty if nothing is weighed. */
    default SortedMap<String, Long> evictCosts() {
        return Collections.emptySortedMap();
    }

    /** From the next decision on, stopping these models costs this, others what it did; nothing happens where nothing is weighed. */
    default void useEvictCosts(Map<String, Long> costs) {}
}
