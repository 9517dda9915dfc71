package dev.plimsoll.engine.router.control;

import dev.plimsoll.engine.router.observe.RequestPhases;
import dev.plimsoll.engine.router.observe.SwapTimes;
import dev.plimsoll.engine.router.schedule.Effect;
import dev.plimsoll.engine.router.schedule.SwapScheduler;

/**
 * One swap under way: how far it has come, and what that says about the time of a request that waits for it. Of the loop's thread.
 *
 * <p>Its number is unique while the router runs; the scheduler that ordered it has numbers of its own.
 */
final class SwapTask {
    private static final long ABSENT = RequestPhases.ABSENT;

    private final long number;
    private final SwapScheduler orderedBy;
    private final Effect.StartSwap order;
    private final long begunAtNs;
    private long evictedAtNs = ABSENT;
    private long spawnedAtNs = ABSENT;
    private long endedAtNs = ABSENT;
    private boolean processThere;
    private boolean ready;
    private boolean abandoned;

    SwapTask(long number, SwapScheduler orderedBy, Effect.StartSwap order, long begunAtNs) {
        this.number = number;
        this.orderedBy = orderedBy;
        this.order = order;
        this.begunAtNs = begunAtNs;
    }

    long number() {
        return number;
    }

    String model() {
        return order.model();
    }

    Effect.StartSwap order() {
        return order;
    }

    /** Whether this scheduler ordered it under this number. */
    boolean isOrder(SwapScheduler scheduler, long orderNumber) {
        return orderedBy == scheduler && order.swap() == orderNumber;
    }

    boolean isOrderedBy(SwapScheduler scheduler) {
        return orderedBy == scheduler;
    }

    /** Its model must not be started any more. */
    void abandon() {
        abandoned = true;
    }

    boolean abandoned() {
        return abandoned;
    }

    /**
     * Everything that had to go is gone.
     *
     * @param process whether its model's process exists already
     */
    void evicted(long nowNs, boolean process) {
        evictedAtNs = nowNs;
        processThere = process;
    }

    /** A process of its model exists; one that was there before the eviction had ended is not this swap's. */
    void spawned(long atNs) {
        if (evictedAtNs != ABSENT && atNs >= evictedAtNs) {
            spawnedAtNs = atNs;
        }
    }

    void ended(long nowNs, boolean success) {
        endedAtNs = nowNs;
        ready = success;
    }

    /** Whether its model has to be loaded; one that turns out to be ready has only lost its neighbours. */
    boolean load() {
        return !ready || spawnedAtNs != ABSENT;
    }

    SwapTimes times() {
        return new SwapTimes(begunAtNs, evictedAtNs, spawnedAtNs, endedAtNs);
    }

    /** How the time of a request divides that waited from {@code fromNs} until {@code untilNs}, and for this swap since {@code joinedNs}. */
    Waited waited(long fromNs, long joinedNs, long untilNs) {
        long joined = Math.clamp(joinedNs, fromNs, untilNs);
        long ended = endedAtNs == ABSENT ? untilNs : Math.clamp(endedAtNs, joined, untilNs);
        long evicted = evictedAtNs == ABSENT ? ended : Math.clamp(evictedAtNs, joined, ended);
        long spawned;
        if (spawnedAtNs != ABSENT) {
            spawned = Math.clamp(spawnedAtNs, evicted, ended);
        } else {
            spawned = processThere ? evicted : ended;
        }
        return new Waited((joined - fromNs) + (untilNs - ended), evicted - joined, spawned - evicted, ended - spawned);
    }

    /** Parts of one request's wait, ns; they add up to all of it. */
    record Waited(long queuedNs, long evictingNs, long spawningNs, long healthWaitNs) {}
}
