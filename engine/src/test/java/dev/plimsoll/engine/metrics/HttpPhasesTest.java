package dev.plimsoll.engine.metrics;

import static dev.plimsoll.engine.record.RequestTimings.ABSENT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.record.WireFacts;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A request that was asked for at 1000, sent from 5000 to 5100, answered from 7000 to 9000. */
class HttpPhasesTest {
    private static HttpPhases phases(long blockedNs, long connectNs, long tlsNs, boolean reused) {
        RequestTimings t = new RequestTimings(
                0, 0, 0, 5000, 5100, 7000, ABSENT, ABSENT, ABSENT, ABSENT, 9000, blockedNs, connectNs, tlsNs);
        return HttpPhases.of(t, new WireFacts(200, 1, 1, 0, 0, 1, 0, reused, 0, null));
    }

    @Test
    void thePhasesOfARequestAddUpToItsWholeTime() {
        HttpPhases p = phases(4000, 1000, 500, false);
        assertEquals(new HttpPhases(2500, 0, 1500, 100, 1900, 2000, 4000, Set.of()), p);
        assertEquals(9000 - 1000, p.totalNs());
        assertEquals(4000, p.connectionOverheadNs());
        assertEquals(p.totalNs(), p.connectionOverheadNs() + p.durationNs());
    }

    @Test
    void aConnectionThatWasAlreadyBeingOpenedOnlyCostsTheRest() {
        HttpPhases p = phases(300, 1000, 500, false);
        assertEquals(0, p.blockedNs());
        assertEquals(300, p.connectingNs());
    }

    @Test
    void aReusedConnectionAndOneOpenedAheadCostNothing() {
        assertEquals(0, phases(4000, ABSENT, ABSENT, true).connectingNs());
        assertEquals(4000, phases(4000, ABSENT, ABSENT, true).blockedNs());
        assertEquals(0, phases(0, ABSENT, ABSENT, false).connectionOverheadNs());
    }

    @Test
    void anAnswerThatBeganBeforeTheWholeRequestWasSentHasNoWaitingPhase() {
        RequestTimings early =
                new RequestTimings(0, 0, 0, 5000, 8000, 7000, ABSENT, ABSENT, ABSENT, ABSENT, 9000, 0, ABSENT, ABSENT);
        HttpPhases p = HttpPhases.of(early, WireFacts.NONE);
        assertEquals(ABSENT, p.waitingNs());
        assertEquals(Set.of(HttpPhases.Phase.WAITING), p.inconsistent());
        assertEquals(ABSENT, p.totalNs());
        assertEquals(4000, p.durationNs());
    }

    @Test
    void aRequestThatWasNeverSentHasNoPhaseThatIsKnown() {
        RequestTimings never = new RequestTimings(
                0, 0, 0, ABSENT, ABSENT, ABSENT, ABSENT, ABSENT, ABSENT, ABSENT, 9000, ABSENT, ABSENT, ABSENT);
        HttpPhases p = HttpPhases.of(never, WireFacts.NONE);
        assertEquals(new HttpPhases(0, 0, ABSENT, ABSENT, ABSENT, ABSENT, ABSENT, Set.of()), p);
    }
}
