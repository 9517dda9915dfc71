package dev.plimsoll.engine.record;

/**
 * When each thing happened to one request: run time in ns, {@link #ABSENT} where it did not happen.
 *
 * <p>The three clocks of Plimsoll: {@code intended} is the schedule's time (open loop) or the moment the stream became free
 * (closed loop); {@code sendStart} is when we began to send; every later one is an event of the answer, stamped at the socket read
 * that brought it.
 *
 * @param intended when it should have started
 * @param queued when it was created
 * @param handedToWorker when a worker took it
 * @param sendStart just before the first byte was handed to the socket
 * @param sendEnd when the last byte was flushed
 * @param firstByte first byte of the answer
 * @param firstEvent first event of a stream (role-only and progress events count here)
 * @param firstToken first non-empty content, reasoning or tool-call text
 * @param firstOutputToken first non-empty text that is not reasoning
 * @param lastToken last non-empty text
 * @param end end of the answer, or of our patience
 * @param blockedNs duration waiting for a connection, ABSENT where unknown
 * @param connectNs duration of the TCP connect, ABSENT on a reused connection
 * @param tlsNs duration of the TLS handshake, ABSENT without one
 */
public record RequestTimings(
        long intended,
        long queued,
        long handedToWorker,
        long sendStart,
        long sendEnd,
        long firstByte,
        long firstEvent,
        long firstToken,
        long firstOutputToken,
        long lastToken,
        long end,
        long blockedNs,
        long connectNs,
        long tlsNs) {
    /** A time that does not exist. */
    public static final long ABSENT = Long.MIN_VALUE;

    /** Whether this time exists. */
    public static boolean has(long timeNs) {
        return timeNs != ABSENT;
    }

    /** {@code later - earlier} in ns, or {@link #ABSENT} if either does not exist. */
    public static long between(long earlier, long later) {
        return has(earlier) && has(later) ? later - earlier : ABSENT;
    }
}
