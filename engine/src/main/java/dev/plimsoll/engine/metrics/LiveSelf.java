package dev.plimsoll.engine.metrics;

import org.jspecify.annotations.Nullable;

/**
 * How our own processes fared in a stage so far. Immutable. A value that is not known is null.
 *
 * @param loopLagP99Us p99 of the event loops' lag in a typical second (the median of all seconds), µs
 * @param loopLagMaxUs the longest lag, µs; of a closed loop without its first second, in which all streams start at once
 * @param loopBusy share of the time an event loop works, exceeded in one second of twenty, in [0,1]
 * @param gcPauseMaxMs longest pause of a garbage collection, ms
 * @param hiccupMaxMs longest pause of the machine, ms
 * @param idleFraction mean idle share of the machine, [0,1]
 * @param seconds seconds of processes that were told of
 * @param incidents what should not happen at all
 */
public record LiveSelf(
        @Nullable Double loopLagP99Us,
        @Nullable Double loopLagMaxUs,
        @Nullable Double loopBusy,
        @Nullable Double gcPauseMaxMs,
        @Nullable Double hiccupMaxMs,
        @Nullable Double idleFraction,
        long seconds,
        Incidents incidents) {
    /** Nothing is known yet. */
    public static final LiveSelf NONE = new LiveSelf(null, null, null, null, null, null, 0);

    /** With nothing that should not have happened. */
    public LiveSelf(
            @Nullable Double loopLagP99Us,
            @Nullable Double loopLagMaxUs,
            @Nullable Double loopBusy,
            @Nullable Double gcPauseMaxMs,
            @Nullable Double hiccupMaxMs,
            @Nullable Double idleFraction,
            long seconds) {
        this(loopLagP99Us, loopLagMaxUs, loopBusy, gcPauseMaxMs, hiccupMaxMs, idleFraction, seconds, Incidents.NONE);
    }

    /**
     * What should not happen at all, or hardly.
     *
     * @param stealFraction mean share that the hypervisor took, [0,1], null where unknown
     * @param throttledFraction share of the time for which a CPU quota kept the worst worker from running, null where there is none
     * @param clockStepMs largest step of the wall clock in either direction, ms
     * @param suspendedMs how long the machine slept, ms
     * @param sharedReads share of the content events that came in one read with another, [0,1], null without such events
     * @param journalFullest how full the queue in front of the journal was at most, [0,1]
     * @param recordsLost records that the journal could not take
     * @param workersLost workers lost
     */
    public record Incidents(
            @Nullable Double stealFraction,
            @Nullable Double throttledFraction,
            double clockStepMs,
            double suspendedMs,
            @Nullable Double sharedReads,
            double journalFullest,
            long recordsLost,
            int workersLost) {
        /** None. */
        public static final Incidents NONE = new Incidents(null, null, 0, 0, null, 0, 0, 0);
    }
}
