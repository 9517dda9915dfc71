package dev.plimsoll.engine.scheduler;

/**
 * The offset of a worker's monotonic clock against the coordinator's, from pings: the round trip that took least time bounds it best
 * (NTP's minimum filter).
 *
 * <p>Two JVMs on one machine usually read the same clock. Where zero lies within what the best round trip leaves open, it is taken:
 * half a round trip of guesswork would be worse. Belongs to one thread.
 */
final class ClockOffset {
    /** Enough that one of them met no other thread. */
    static final int PINGS = 20;

    private int count;
    private long shortestNs = Long.MAX_VALUE;
    private long offsetNs;

    /** One answered ping: sent and received on the coordinator's clock, answered on the worker's. */
    void add(long sentNs, long workerNs, long receivedNs) {
        count++;
        long roundTripNs = receivedNs - sentNs;
        if (roundTripNs < shortestNs) {
            shortestNs = roundTripNs;
            offsetNs = workerNs - (sentNs + roundTripNs / 2);
        }
    }

    /** Whether enough pings were answered. */
    boolean isMeasured() {
        return count >= PINGS;
    }

    /** The worker's clock minus the coordinator's, ns. */
    long offsetNs() {
        return Math.abs(offsetNs) <= shortestNs / 2 + 1 ? 0 : offsetNs;
    }

    /** The shortest round trip, ns; the offset is wrong by half of it at most. */
    long shortestRoundTripNs() {
        return shortestNs;
    }
}
