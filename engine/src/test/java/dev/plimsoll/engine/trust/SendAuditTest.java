package dev.plimsoll.engine.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.metrics.Records;
import dev.plimsoll.engine.metrics.StageFacts;
import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.record.RequestError;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SendAuditTest {
    private static final StageFacts OPEN = Records.stage(10);
    private static final StageFacts CAPPED =
            Records.stage(Map.of("kind", "constant", "rate", 10.0, "maxConcurrency", 4), true, 10);
    private static final StageFacts CLOSED = Records.stage(Map.of("kind", "concurrent", "streams", 2), false, 10);

    private static SendEvidence audit(StageFacts facts, RequestRecord... records) {
        SendAudit audit = new SendAudit(facts);
        for (RequestRecord record : records) {
            audit.add(record);
        }
        return audit.evidence();
    }

    private static double longestLagMs(SendEvidence evidence) {
        return evidence.ownLagNs().max().orElseThrow() / 1e6;
    }

    @Test
    void theWaitForAConnectionIsNotTheGeneratorsOwn() {
        RequestRecord record = Records.streamed(0, 100, 160, 2, 20, 30);
        assertEquals(60.0, longestLagMs(audit(OPEN, record)));
        // A wait that includes the handshake is not counted twice.
        assertEquals(5.0, longestLagMs(audit(OPEN, Records.with(record, 0, -1, 0, 55, 50))));
        assertEquals(10.0, longestLagMs(audit(OPEN, Records.with(record, 0, -1, 0, 0, 50))));
    }

    @Test
    void aFollowUpTurnWaitsForTheAnswerBefore() {
        RequestRecord record = Records.streamed(0, 100, 900, 2, 20, 30);
        SendEvidence evidence = audit(OPEN, Records.with(record, 0, -1, 1, 0, 0));
        assertEquals(0, evidence.ownLagNs().count());
        assertEquals(0, evidence.slots());
    }

    @Test
    void theFirstRequestOfAStreamStartsInTheBurst() {
        SendEvidence evidence = audit(
                CLOSED,
                Records.with(Records.streamed(0, 0, 80, 2, 20, 30), 0, 0, 0, 0, 0),
                Records.with(Records.streamed(1, 0, 90, 2, 20, 30), 0, 1, 0, 0, 0),
                Records.with(Records.streamed(2, 110, 111, 2, 20, 30), 0, 0, 0, 0, 0));
        assertEquals(1, evidence.ownLagNs().count());
        assertEquals(1.0, longestLagMs(evidence));
    }

    /** Two workers share a cap of four: each has two places. */
    @Test
    void theWaitForAPlaceUnderTheCapEndsWhenOneIsFreed() {
        SendEvidence evidence = audit(
                CAPPED,
                Records.with(Records.whole(0, 0, 500, 1), 0, -1, 0, 0, 0),
                Records.with(Records.whole(1, 0, 400, 1), 0, -1, 0, 0, 0),
                // Due at 100, but both places of its worker are taken until 400: its own lag is 3 ms.
                Records.with(Records.streamed(2, 100, 403, 2, 20, 30), 0, -1, 0, 0, 0),
                // The other worker has room: 7 ms are its own.
                Records.with(Records.streamed(3, 100, 107, 2, 20, 30), 1, -1, 0, 0, 0));
        assertEquals(7.0, longestLagMs(evidence));
        assertEquals(1, evidence.waitedForPlace());
        assertEquals(3.0, evidence.ownLagNs().quantile(2 / 3.0) / 1e6, 1e-9);
    }

    @Test
    void aSlotThatNeverFoundAPlaceIsNotOwed() {
        SendEvidence evidence = audit(
                CAPPED,
                Records.whole(0, 0, 9000, 1),
                Records.whole(1, 0, 9000, 1),
                Records.whole(2, 0, 9000, 1),
                Records.whole(3, 0, 9000, 1),
                Records.unsent(4, RequestStatus.CANCELLED, 100, 9000),
                Records.unsent(5, RequestStatus.DROPPED, 100, 9000));
        assertEquals(0, evidence.unsent());
        assertEquals(2, evidence.waitedForPlace());
    }

    @Test
    void aSlotThatHadAPlaceIsOwed() {
        SendEvidence evidence =
                audit(CAPPED, Records.whole(0, 0, 9000, 1), Records.unsent(1, RequestStatus.CANCELLED, 100, 9000));
        assertEquals(1, evidence.unsent());
        assertEquals(2, evidence.slots());
    }

    @Test
    void aRequestThatCouldNotConnectWasTried() {
        RequestError refused = RequestError.of(ErrorKind.CONNECT, "refused");
        RequestRecord unsent = Records.unsent(0, RequestStatus.ERRORED, 100, 5100);
        RequestRecord failed = new RequestRecord(
                unsent.info(),
                RequestStatus.ERRORED,
                refused,
                null,
                unsent.timings(),
                unsent.contentDeltasUs(),
                0,
                unsent.tokens(),
                unsent.wire());
        SendEvidence evidence = audit(OPEN, failed);
        assertEquals(1, evidence.slots());
        assertEquals(0, evidence.unsent());
    }

    @Test
    void residenceIsTheTimeInFlightOfAllRequests() {
        SendEvidence evidence = audit(
                OPEN,
                Records.whole(0, 0, 500, 1),
                Records.cancelled(1, 100, 300),
                Records.unsent(2, RequestStatus.CANCELLED, 0, 900));
        assertEquals(0.7, evidence.residenceSeconds(), 1e-12);
    }

    @Test
    void impossibleTimesAreTold() {
        RequestRecord record = Records.streamed(0, 100, 100, 2, 20, 30);
        RequestRecord backwards = new RequestRecord(
                record.info(),
                RequestStatus.COMPLETED,
                null,
                null,
                record.timings(),
                new int[] {20_000, -1},
                0,
                record.tokens(),
                record.wire());
        SendEvidence evidence = audit(OPEN, record, backwards, Records.whole(7, 200, 150, 1));
        assertEquals(2, evidence.negativeTimes());
        assertTrue(evidence.negativeExample().startsWith("Request 0 has a content event"), evidence.negativeExample());
    }
}
