package dev.plimsoll.engine.router.process;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Requests of a model as they are told to its lifecycle: not each for itself, which would wake its owner twice a request, but what they come
 * to whenever the owner is awake anyway. How many are served now, and when the last one ended, is all the lifecycle makes of them.
 *
 * <p>Threading: confined to the owner's thread; the counters are written by any.
 */
final class ServeBook {
    private long begunTold;
    private long endedTold;

    /** The events since the last time; those of requests that began and ended in between are one of each. */
    List<LifecycleEvent> settle(AtomicLong begun, AtomicLong ended) {
        long endedNow = ended.get(); // first, or one that begins and ends meanwhile would end without having begun
        long begunNow = begun.get();
        List<LifecycleEvent> events = new ArrayList<>();
        if (endedNow > endedTold) {
            long servingTold = begunTold - endedTold;
            long serving = begunNow - endedNow;
            for (long i = servingTold; i <= serving; i++) {
                events.add(new LifecycleEvent.ServeBegun());
            }
            long beginning = Math.max(servingTold, serving + 1);
            for (long i = serving; i < beginning; i++) {
                events.add(new LifecycleEvent.ServeEnded());
            }
        } else {
            for (long i = begunTold; i < begunNow; i++) {
                events.add(new LifecycleEvent.ServeBegun());
            }
        }
        begunTold = begunNow;
        endedTold = endedNow;
        return events;
    }
}
