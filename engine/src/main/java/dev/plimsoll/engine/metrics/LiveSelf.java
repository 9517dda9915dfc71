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
 */
public record LiveSelf(
        @Nullable Double loopLagP99Us,
        @Nullable Double loopLagMaxUs,
        @Nullable Double loopBusy,
        @Nullable Double gcPauseMaxMs,
        @Nullable Double hiccupMaxMs,
        @Nullable Double idleFraction,
        long seconds) {
    /** Nothing is known yet. */
    public static final LiveSelf NONE = new LiveSelf(null, null, null, null, null, null, 0);
}
