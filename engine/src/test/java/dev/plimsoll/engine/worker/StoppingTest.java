package dev.plimsoll.engine.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.wire.FromWorker;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoppingTest {
    @Test
    void afterStopCreatingNothingIsCreatedAndWhatIsInFlightEnds() {
        VirtualStage stage = VirtualStage.openLoop().answering(call -> 100);
        stage.singles(0, 4);
        stage.slots(10, 20, 30, 40);
        stage.at(25, () -> stage.run.stopCreating("constraint"));
        stage.runUntil(500);
        assertEquals(new FromWorker.StageDone(0, 2, 2, 0, 0, 0), stage.done());
        assertEquals(0, stage.backend.preparedAlive);
    }

    @Test
    void createdAndUnsentRequestsAreCancelledWithTheReason() {
        VirtualStage stage = VirtualStage.openLoop(1, Long.MAX_VALUE).answering(call -> 100);
        stage.singles(0, 3);
        stage.slots(10, 20, 30);
        stage.at(25, () -> stage.run.stopCreating("constraint"));
        stage.runUntil(500);
        assertEquals(new FromWorker.StageDone(0, 2, 1, 0, 1, 0), stage.done());
        assertEquals("constraint", ofStatus(stage, RequestStatus.CANCELLED).cancelReason());
    }

    @Test
    void aRequestThatWaitsForAConnectionIsUnsentToo() {
        VirtualStage stage = VirtualStage.openLoop();
        stage.backend.connected = false;
        stage.singles(0, 2);
        stage.slots(10, 20);
        stage.at(15, () -> stage.backend.last().sent());
        stage.at(25, () -> stage.run.stopCreating("constraint"));
        stage.at(40, () -> stage.backend.open().getFirst().complete("x"));
        stage.runUntil(500);
        assertEquals(new FromWorker.StageDone(0, 2, 1, 0, 1, 0), stage.done());
    }

    @Test
    void whatHasNotEndedByTheDeadlineIsCancelledAndKeepsWhatItHad() {
        VirtualStage stage = VirtualStage.openLoop();
        stage.singles(0, 2);
        stage.slots(10, 20);
        stage.at(30, () -> stage.backend.calls.getFirst().firstToken());
        stage.at(40, () -> stage.run.stopProcessing(100 * VirtualStage.MS, "end"));
        stage.at(60, () -> stage.backend.last().complete("in time"));
        stage.runUntil(99);
        assertFalse(stage.run.isDone());
        stage.runUntil(100);
        assertEquals(new FromWorker.StageDone(0, 2, 1, 0, 1, 0), stage.done());
        RequestRecord cancelled = ofStatus(stage, RequestStatus.CANCELLED);
        assertEquals(30 * VirtualStage.MS, cancelled.timings().firstToken());
        assertEquals(100 * VirtualStage.MS, cancelled.timings().end());
        assertEquals("end", cancelled.cancelReason());
    }

    @Test
    void aDeadlineOfZeroCancelsAtOnce() {
        VirtualStage stage = VirtualStage.closedLoop(0, 0, 0);
        stage.singles(0, 9);
        stage.at(40, () -> stage.run.stopProcessing(0, "end"));
        stage.runUntil(41);
        assertEquals(new FromWorker.StageDone(0, 3, 0, 0, 3, 0), stage.done());
        assertEquals(0, stage.backend.preparedAlive);
    }

    @Test
    void theStageWaitsForCancelledCallsThatEndLater() {
        VirtualStage stage = VirtualStage.closedLoop(0, 0);
        stage.backend.cancelsAtOnce = false;
        stage.singles(0, 2);
        stage.at(40, () -> stage.run.stopProcessing(0, "end"));
        stage.runUntil(60);
        assertFalse(stage.run.isDone());
        stage.at(70, () -> stage.backend.open().forEach(FakeBackend.FakeCall::cancelled));
        stage.runUntil(80);
        assertEquals(2, stage.done().cancelled());
    }

    @Test
    void anEarlierDeadlineWinsOverALaterOneWhicheverComesFirst() {
        VirtualStage stage = VirtualStage.closedLoop(0);
        stage.singles(0, 1);
        stage.at(10, () -> stage.run.stopProcessing(50 * VirtualStage.MS, "constraint"));
        stage.at(20, () -> stage.run.stopProcessing(90 * VirtualStage.MS, "end"));
        stage.runUntil(60);
        assertTrue(stage.run.isDone());
        assertEquals("constraint", stage.records.getFirst().cancelReason());
    }

    @Test
    void followUpsOfAStoppedStageAreForgottenNotCancelled() {
        VirtualStage stage = VirtualStage.closedLoop(0);
        stage.chain(0, 3, 20);
        stage.at(10, () -> stage.backend.last().complete("x"));
        stage.at(15, () -> stage.run.stopCreating("constraint"));
        stage.runUntil(100);
        assertEquals(new FromWorker.StageDone(0, 1, 1, 0, 0, 0), stage.done());
        assertEquals(0, stage.backend.preparedAlive);
    }

    @Test
    void whatArrivesAfterAStopIsForgotten() {
        VirtualStage stage = VirtualStage.openLoop();
        stage.at(10, () -> stage.run.stopCreating("constraint"));
        stage.runUntil(5);
        stage.at(10, () -> stage.singles(0, 2));
        stage.at(10, () -> stage.slots(5, 6));
        stage.runUntil(50);
        assertEquals(0, stage.done().created());
    }

    @Test
    void conversationsAreGivenBackTheLatestFirst() {
        VirtualStage stage = VirtualStage.openLoop();
        stage.singles(0, 5);
        while (stage.run.prepareOne()) {
            assertTrue(stage.backend.preparedAlive <= 5);
        }
        stage.singles(5, 2);
        assertEquals(List.of(6L, 5L, 4L), stage.run.withdraw(3));
        assertEquals(List.of(3L, 2L, 1L, 0L), stage.run.withdraw(10));
        assertEquals(0, stage.backend.preparedAlive);
    }

    @Test
    void aStageStoppedBeforeItBeganIsDoneWithoutCounts() {
        VirtualStage stage = VirtualStage.closedLoop(100);
        stage.singles(0, 1);
        stage.at(1, () -> stage.run.stopProcessing(0, "end"));
        stage.runUntil(2);
        assertEquals(0, stage.done().created());
    }

    private static RequestRecord ofStatus(VirtualStage stage, RequestStatus status) {
        return stage.records.stream()
                .filter(r -> r.status() == status)
                .findFirst()
                .orElseThrow();
    }
}
