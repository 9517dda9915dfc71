package dev.plimsoll.engine.metrics;

import org.jspecify.annotations.Nullable;

/**
 * Where a running stage stands, from the scheduler's state.
 *
 * @param nowNs run time
 * @param created requests created
 * @param inFlight requests in flight
 * @param successful ended well
 * @param errored ended with an error
 * @param cancelled ended by us
 * @param dropped shed
 * @param remainingFraction share of the stage still to go in [0,1], null where unknown
 * @param secondsLeft seconds still to go, null where unknown
 */
public record LiveCounts(
        long nowNs,
        long created,
        long inFlight,
        long successful,
        long errored,
        long cancelled,
        long dropped,
        @Nullable Double remainingFraction,
        @Nullable Double secondsLeft) {
    /** Nothing has happened yet. */
    public static LiveCounts none(long nowNs) {
        return new LiveCounts(nowNs, 0, 0, 0, 0, 0, 0, null, null);
    }
}
