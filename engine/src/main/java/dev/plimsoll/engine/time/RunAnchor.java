package dev.plimsoll.engine.time;

import java.time.Instant;

/**
 * The zero of run time: one instant read on the coordinator's monotonic clock and on the wall clock together.
 *
 * @param monotonicNs the coordinator's {@link NanoClock} at the anchor, ns
 * @param wallClock the wall clock at the anchor
 */
public record RunAnchor(long monotonicNs, Instant wallClock) {
    /** Reads both clocks, the monotonic one first. */
    public static RunAnchor now(NanoClock clock) {
        return new RunAnchor(clock.nanoTime(), Instant.now());
    }

    /** A reading of the coordinator's clock as run time, ns. */
    public long toRunNs(long clockNs) {
        return clockNs - monotonicNs;
    }

    /** Run time as wall-clock time, for people. */
    public Instant toInstant(long runNs) {
        return wallClock.plusNanos(runNs);
    }
}
