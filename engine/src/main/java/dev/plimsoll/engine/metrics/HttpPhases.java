package dev.plimsoll.engine.metrics;

import static dev.plimsoll.engine.record.RequestTimings.ABSENT;
import static dev.plimsoll.engine.record.RequestTimings.has;

import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.record.WireFacts;
import java.util.EnumSet;
import java.util.Set;

/**
 * Where the time of one HTTP exchange went: the six phases of k6 and HAR, ns. A phase is 0 where it did not happen, {@link
 * RequestTimings#ABSENT} where it is not known. Immutable.
 *
 * @param blockedNs waiting for a connection to be free or to begin to be opened
 * @param dnsNs looking up the host's name
 * @param connectingNs opening the connection, TCP and TLS
 * @param sendingNs first to last byte of the request
 * @param waitingNs last byte of the request to first byte of the answer
 * @param receivingNs first to last byte of the answer
 * @param durationNs first byte of the request to last byte of the answer
 * @param inconsistent phases whose end was before their beginning; they are absent
 */
public record HttpPhases(
        long blockedNs,
        long dnsNs,
        long connectingNs,
        long sendingNs,
        long waitingNs,
        long receivingNs,
        long durationNs,
        Set<Phase> inconsistent) {
    /** One phase, or the whole exchange. */
    public enum Phase {
        BLOCKED,
        DNS,
        CONNECTING,
        SENDING,
        WAITING,
        RECEIVING,
        DURATION
    }

    /**
     * The instants that phases lie between: readings of one monotonic clock in ns, ABSENT where they do not exist.
     *
     * @param blockedStart asked for a connection
     * @param blockedEnd got one, or began to open one
     * @param dnsStart began to look up the name
     * @param dnsEnd knew the address
     * @param connectStart began to open the connection
     * @param connectEnd it stood, TLS included
     * @param sendStart first byte of the request
     * @param sendEnd last byte of the request
     * @param receiveStart first byte of the answer
     * @param receiveEnd last byte of the answer
     * @param nameKnown the name's address was known before
     * @param reused the connection had served another request
     */
    public record Instants(
            long blockedStart,
            long blockedEnd,
            long dnsStart,
            long dnsEnd,
            long connectStart,
            long connectEnd,
            long sendStart,
            long sendEnd,
            long receiveStart,
            long receiveEnd,
            boolean nameKnown,
            boolean reused) {}

    public HttpPhases {
        inconsistent = Set.copyOf(inconsistent);
    }

    /** The phases between these instants. */
    public static HttpPhases of(Instants at) {
        EnumSet<Phase> inconsistent = EnumSet.noneOf(Phase.class);
        boolean lookedUp = has(at.dnsStart) && !at.nameKnown && !at.reused;
        return new HttpPhases(
                has(at.blockedStart) ? phase(Phase.BLOCKED, at.blockedStart, at.blockedEnd, inconsistent) : 0,
                lookedUp ? phase(Phase.DNS, at.dnsStart, at.dnsEnd, inconsistent) : 0,
                at.reused ? 0 : phase(Phase.CONNECTING, at.connectStart, at.connectEnd, inconsistent),
                phase(Phase.SENDING, at.sendStart, at.sendEnd, inconsistent),
                phase(Phase.WAITING, at.sendEnd, at.receiveStart, inconsistent),
                phase(Phase.RECEIVING, at.receiveStart, at.receiveEnd, inconsistent),
                phase(Phase.DURATION, at.sendStart, at.receiveEnd, inconsistent),
                inconsistent);
    }

    /**
     * The phases of a request of ours. No request waits for DNS: a worker looks the name up once, before anything is timed. Of the
     * opening of a connection only that part counts as connecting that the request waited for; one opened ahead costs it nothing.
     */
    public static HttpPhases of(RequestTimings t, WireFacts wire) {
        long sent = t.sendStart();
        long opening = Math.max(0, orZero(t.connectNs()) + orZero(t.tlsNs()));
        long waitedForIt = has(t.blockedNs()) ? Math.min(opening, t.blockedNs()) : opening;
        long connectStart = has(sent) ? sent - waitedForIt : ABSENT;
        return of(new Instants(
                has(sent) && has(t.blockedNs()) ? sent - t.blockedNs() : ABSENT,
                connectStart,
                ABSENT,
                ABSENT,
                connectStart,
                sent,
                sent,
                t.sendEnd(),
                t.firstByte(),
                t.end(),
                true,
                wire.connectionReused()));
    }

    /** What came before the first byte could be sent: blocked, DNS and connecting; ABSENT where any of them is. */
    public long connectionOverheadNs() {
        return sum(blockedNs, dnsNs, connectingNs);
    }

    /** All six phases; ABSENT where any of them is. */
    public long totalNs() {
        return sum(blockedNs, dnsNs, connectingNs, sendingNs, waitingNs, receivingNs);
    }

    private static long phase(Phase phase, long from, long to, Set<Phase> inconsistent) {
        if (!has(from) || !has(to)) {
            return ABSENT;
        }
        if (to < from) {
            inconsistent.add(phase);
            return ABSENT;
        }
        return to - from;
    }

    private static long sum(long... phases) {
        long sum = 0;
        for (long ns : phases) {
            if (!has(ns)) {
                return ABSENT;
            }
            sum += ns;
        }
        return sum;
    }

    private static long orZero(long ns) {
        return has(ns) ? ns : 0;
    }
}
