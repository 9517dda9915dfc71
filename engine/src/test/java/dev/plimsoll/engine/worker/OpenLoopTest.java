package dev.plimsoll.engine.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.dataset.Content;
import dev.plimsoll.engine.dataset.Conversation;
import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.endpoint.Backend;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestUpdate;
import dev.plimsoll.engine.wire.FromWorker;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
    private final VirtualStage stage = VirtualStage.openLoop().answering(call -> 30);

    @Test
    void aRequestIsSentAtItsSlotAndNeverBefore() {
        stage.singles(0, 3);
        stage.slots(10, 20, 20);
        stage.runUntil(9);
        assertEquals(List.of(), stage.sentMs());
        stage.runUntil(100);
        assertEquals(List.of(10L, 20L, 20L), stage.sentMs());
    }

    @Test
    void aBlockedLoopSendsLateAndKeepsTheIntendedTimes() {
        stage.singles(0, 3);
        stage.slots(10, 20, 30);
        stage.runUntil(5);
        stage.blockedUntil(160);
        stage.runUntil(300);
        assertEquals(List.of(160L, 160L, 160L), stage.sentMs());
        assertEquals(List.of(10L, 20L, 30L), stage.intendedMs());
    }

    @Test
    void aBacklogStartsInSharesSoThatAnswersAreReadBetween() {
        int backlog = 3 * Pacing.MOST_AT_ONCE;
        long[] slots = new long[backlog];
        Arrays.fill(slots, 10);
        stage.singles(0, backlog);
        stage.slots(slots);
        stage.runUntil(5);
        stage.blockedUntil(160);
        assertEquals(Pacing.MOST_AT_ONCE, stage.run.requests().created());
        stage.runUntil(300);
        assertEquals(backlog, stage.run.requests().created());
        assertEquals(10, stage.intendedMs().getLast());
    }

    @Test
    void aSlotWithNothingToStartIsKeptForTheNextRequest() {
        stage.slots(10, 20);
        stage.runUntil(50);
        assertEquals(0, stage.run.requests().created());
        stage.at(60, () -> stage.singles(0, 2));
        stage.runUntil(200);
        assertEquals(List.of(60L, 60L), stage.sentMs());
        assertEquals(List.of(10L, 20L), stage.intendedMs());
    }

    @Test
    void aRequestIsCreatedWhenItsSlotFallsDueAndNotWhenItArrives() {
        stage.singles(0, 2);
        stage.slots(10, 20);
        stage.runUntil(15);
        assertEquals(1, stage.run.requests().created());
    }

    @Test
    void aFullCapDelaysARequestWithoutForgettingItsTime() {
        VirtualStage capped = VirtualStage.openLoop(1, Long.MAX_VALUE).answering(call -> 30);
        capped.singles(0, 3);
        capped.slots(10, 20, 25);
        capped.runUntil(25);
        assertEquals(2, capped.run.requests().pending());
        capped.runUntil(200);
        assertEquals(List.of(10L, 40L, 70L), capped.sentMs());
        assertEquals(List.of(10L, 20L, 25L), capped.intendedMs());
    }

    @Test
    void aRequestLaterThanTheLimitIsDroppedAndRecorded() {
        VirtualStage capped = VirtualStage.openLoop(1, 20 * VirtualStage.MS).answering(call -> 100);
        capped.singles(0, 3);
        capped.slots(10, 20, 100);
        capped.run.exhausted();
        capped.runUntil(60);
        assertEquals(0, capped.run.requests().pending(), "it does not wait for a place to be dropped");
        capped.runUntil(300);
        assertEquals(1, capped.done().dropped());
        RequestRecord dropped = capped.records.stream()
                .filter(r -> r.status() == RequestStatus.DROPPED)
                .findFirst()
                .orElseThrow();
        assertEquals(20 * VirtualStage.MS, dropped.timings().intended());
        assertEquals(List.of(10L, 110L), capped.sentMs());
    }

    @Test
    void slotsOfALostWorkerAreServedInTheOrderOfTheirTimes() {
        stage.slots(new long[] {5, 7}, new long[] {50, 70});
        stage.slots(new long[] {4, 6}, new long[] {10, 60});
        stage.singles(0, 4);
        stage.run.exhausted();
        stage.runUntil(200);
        assertEquals(List.of(10L, 50L, 60L, 70L), stage.sentMs());
        assertEquals(
                List.of(4L, 5L, 6L, 7L),
                stage.records.stream().map(r -> r.info().slot()).toList());
    }

    @Test
    void theStageIsDoneWhenItsLastAnswerHasEndedAndNotBefore() {
        stage.singles(0, 2);
        stage.slots(10, 20);
        stage.run.exhausted();
        stage.runUntil(49);
        assertFalse(stage.run.isDone());
        stage.runUntil(50);
        assertTrue(stage.run.isDone());
        assertEquals(new FromWorker.StageDone(0, 2, 2, 0, 0, 0), stage.done());
    }

    @Test
    void aStageWithoutSlotsLeftEndsAlthoughConversationsAreLeft() {
        stage.singles(0, 5);
        stage.slots(10);
        stage.run.exhausted();
        stage.runUntil(100);
        assertEquals(1, stage.done().created());
        assertEquals(0, stage.backend.preparedAlive);
    }

    @Test
    void aStageWithoutConversationsLeftEndsAlthoughSlotsAreLeft() {
        stage.singles(0, 1);
        stage.slots(10, 20, 30);
        stage.run.exhausted();
        stage.runUntil(100);
        assertEquals(1, stage.done().created());
    }

    @Test
    void aSlotStartsAReadyFollowUpBeforeANewConversation() {
        stage.chain(0, 2, 0);
        stage.singles(1, 1);
        stage.slots(10, 50, 60);
        stage.runUntil(200);
        assertEquals(
                List.of("0.0", "0.1", "1.0"),
                stage.records.stream()
                        .map(r -> r.info().conversationId() + "." + r.info().turn())
                        .toList());
        assertEquals(List.of(10L, 50L, 60L), stage.sentMs());
    }

    @Test
    void aFollowUpIsReadyAfterItsParentAndItsOwnDelay() {
        stage.chain(0, 2, 100);
        stage.slots(10, 20, 30);
        stage.run.exhausted();
        stage.runUntil(300);
        assertEquals(List.of(10L, 140L), stage.sentMs());
        assertEquals(List.of(10L, 20L), stage.intendedMs(), "it takes the oldest slot that nobody could use");
        assertEquals(2, stage.done().successful());
    }

    @Test
    void theHistoryOfATurnHoldsTheLiveAnswersOfAllItsAncestors() {
        stage.chain(0, 3, 0);
        stage.slots(10, 50, 90);
        stage.runUntil(200);
        List<Backend.Exchange> history = stage.backend.last().history;
        assertEquals(
                List.of("answer 0", "answer 1"),
                history.stream().map(Backend.Exchange::answer).toList());
        assertEquals(
                List.of("ask 0", "ask 1"),
                history.stream().map(e -> e.turn().content().text()).toList());
    }

    @Test
    void turnsThatWaitForNoOtherBeginWithTheirConversationEachAfterItsOwnDelay() {
        stage.run.add(List.of(new Conversation(
                0, null, List.of(VirtualStage.turn(0, 0), VirtualStage.turn(1, 0), VirtualStage.turn(2, 25)))));
        stage.slots(10, 12, 14);
        stage.run.exhausted();
        stage.runUntil(300);
        assertEquals(List.of(10L, 12L, 35L), stage.sentMs());
        assertEquals(List.of(10L, 12L, 14L), stage.intendedMs());
        assertEquals(3, stage.done().successful());
    }

    @Test
    void theHistoryOfADatasetIsWhatTheDataSaysAndMayBeAbsent() {
        Turn first = VirtualStage.turn(0, 0);
        Turn answered = new Turn(
                1, Turn.after(1), Content.ofText("b"), 1, 1, false, null, null, first.settings(), "as written");
        stage.run.add(List.of(new Conversation(0, null, List.of(first, answered, VirtualStage.turn(2, 0, 1)), true)));
        stage.slots(10, 50, 90);
        stage.run.exhausted();
        stage.runUntil(300);
        List<Backend.Exchange> history = stage.backend.last().history;
        assertEquals(2, history.size());
        assertNull(history.get(0).answer());
        assertEquals("as written", history.get(1).answer());
    }

    @Test
    void aJoinWaitsForAllItsParentsAndKnowsThem() {
        stage.run.add(List.of(new Conversation(
                0,
                null,
                List.of(
                        VirtualStage.turn(0, 0),
                        VirtualStage.turn(1, 0, 0),
                        VirtualStage.turn(2, 40, 0),
                        VirtualStage.turn(3, 0, 1, 2)))));
        stage.slots(10, 41, 42, 43);
        stage.run.exhausted();
        stage.runUntil(300);
        assertEquals(List.of(10L, 41L, 80L, 110L), stage.sentMs());
        long[] parents = stage.records.getLast().info().parents();
        assertEquals(
                List.of(
                        stage.records.get(1).info().requestId(),
                        stage.records.get(2).info().requestId()),
                List.of(parents[0], parents[1]));
    }

    @Test
    void aFailedTurnCancelsTheRestOfItsConversation() {
        VirtualStage failing = VirtualStage.openLoop();
        failing.chain(0, 3, 0);
        failing.singles(1, 1);
        failing.slots(10, 20);
        failing.run.exhausted();
        failing.at(15, () -> failing.backend.last().fail());
        failing.at(30, () -> failing.backend.last().complete("fine"));
        failing.runUntil(100);
        assertEquals(new FromWorker.StageDone(0, 4, 1, 1, 2, 0), failing.done());
        List<RequestRecord> cancelled = failing.records.stream()
                .filter(r -> r.status() == RequestStatus.CANCELLED)
                .toList();
        assertEquals(List.of(1, 2), cancelled.stream().map(r -> r.info().turn()).toList());
        cancelled.forEach(r -> assertEquals("parent_failed", r.cancelReason()));
        assertEquals(List.of(10L, 20L), failing.sentMs(), "the next slot goes to the next conversation");
    }

    @Test
    void aDroppedTurnCancelsTheRestOfItsConversation() {
        VirtualStage late = VirtualStage.openLoop(1, 5 * VirtualStage.MS).answering(call -> 100);
        late.singles(0, 1);
        late.chain(1, 2, 0);
        late.slots(10, 20);
        late.run.exhausted();
        late.runUntil(300);
        assertEquals(new FromWorker.StageDone(0, 3, 1, 0, 1, 1), late.done());
    }

    @Test
    void theNumberOfARequestIsItsSlot() {
        stage.singles(40, 2);
        stage.slots(new long[] {8, 9}, new long[] {10, 20});
        stage.runUntil(100);
        assertEquals(
                List.of(8L, 9L),
                stage.records.stream().map(r -> r.info().number()).toList());
    }

    @Test
    void anEmptyUpdateIsSentEvery50MsWithWhatIsLeft() {
        stage.singles(0, 2);
        stage.slots(170, 500, 600);
        stage.runUntil(160);
        List<FromWorker.Updates> frames =
                stage.frames.stream().map(FromWorker.Updates.class::cast).toList();
        assertEquals(
                List.of(50L, 100L, 150L),
                frames.stream().map(f -> f.watermarkNs() / VirtualStage.MS).toList());
        assertEquals(2, frames.getLast().conversationsLeft());
        assertEquals(3, frames.getLast().slotsLeft());
        assertEquals(0, frames.getLast().idleStreams());
    }

    @Test
    void slotsThatFindNothingAreTold() {
        stage.slots(10, 20, 400);
        stage.runUntil(100);
        assertEquals(2, ((FromWorker.Updates) stage.frames.getLast()).idleStreams());
    }

    @Test
    void aRequestIsToldWaitingSentFirstTokenAndEnded() {
        VirtualStage told = VirtualStage.openLoop();
        told.backend.connected = false;
        told.singles(0, 1);
        told.slots(10);
        told.at(15, () -> told.backend.last().sent());
        told.at(20, () -> told.backend.last().firstToken());
        told.at(30, () -> told.backend.last().complete("x"));
        told.runUntil(60);
        assertEquals(
                List.of(
                        RequestStatus.PENDING,
                        RequestStatus.IN_PROGRESS,
                        RequestStatus.FIRST_TOKEN,
                        RequestStatus.COMPLETED),
                told.updates.stream().map(RequestUpdate::status).toList());
        assertEquals(
                List.of(10L, 15L, 20L, 30L),
                told.updates.stream().map(u -> u.atNs() / VirtualStage.MS).toList());
        RequestUpdate end = told.updates.getLast();
        assertEquals(20 * VirtualStage.MS, end.firstTokenNs());
        assertEquals(5, end.promptTokens(), "the dataset's count where the server told none");
        assertEquals(3, end.outputTokens());
    }

    @Test
    void aRequestThatIsSentAtOnceIsNotToldWaiting() {
        stage.singles(0, 1);
        stage.slots(10);
        stage.runUntil(100);
        assertEquals(
                List.of(RequestStatus.IN_PROGRESS, RequestStatus.COMPLETED),
                stage.updates.stream().map(RequestUpdate::status).toList());
    }

    @Test
    void eachSecondIsCountedOnce() {
        stage.singles(0, 4);
        stage.slots(10, 900, 1500, 2990);
        stage.run.exhausted();
        stage.runUntil(4000);
        List<FromWorker.Interval> seconds = stage.frames.stream()
                .filter(FromWorker.Interval.class::isInstance)
                .map(FromWorker.Interval.class::cast)
                .toList();
        assertEquals(
                List.of(2L, 1L, 1L, 0L),
                seconds.stream().map(s -> s.sample().started()).toList());
        assertEquals(
                List.of(2L, 1L, 0L, 1L),
                seconds.stream().map(s -> s.sample().completed()).toList());
        assertEquals(30_000, seconds.getFirst().sample().latencyUs().getMaxValue(), 40);
        assertEquals(1, seconds.get(2).sample().inFlight());
    }

    @Test
    void aFailureWithinTheBackendsCallComesOutOfTheNextTurn() {
        VirtualStage failing = VirtualStage.openLoop();
        failing.singles(0, 1);
        failing.slots(10);
        failing.runUntil(10);
        FakeBackend.FakeCall call = failing.backend.last();
        call.complete("x");
        assertThrows(IllegalStateException.class, () -> call.complete("once more"));
        assertThrows(IllegalStateException.class, failing.run::turn);
    }
}
