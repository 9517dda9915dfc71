package dev.plimsoll.engine.http;

/**
 * Longest waits, ns; 0 = none. They are checked on a coarse tick, so they fire up to a tenth late.
 *
 * @param connectNs until a connection stands, TLS included
 * @param idleNs without any byte from the server while an answer is awaited
 * @param totalNs the whole exchange, waiting for a connection included
 */
public record HttpTimeouts(long connectNs, long idleNs, long totalNs) {
    private static final long LONGEST_TICK_NS = 100_000_000;
    private static final long SHORTEST_TICK_NS = 1_000_000;

    /** How often to check: a tenth of the shortest timeout, between 1 and 100 ms. */
    long tickNs() {
        long shortest = LONGEST_TICK_NS * 10;
        for (long timeout : new long[] {connectNs, idleNs, totalNs}) {
            if (timeout > 0) {
                shortest = Math.min(shortest, timeout);
            }
        }
        return Math.max(SHORTEST_TICK_NS, shortest / 10);
    }
}
