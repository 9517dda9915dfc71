package dev.plimsoll.engine.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.plimsoll.engine.dataset.Conversation;
import dev.plimsoll.engine.wire.FromWorker;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosedLoopTest {
    @Test
    void eachStreamFirstStartsAtItsRampTime() {
        VirtualStage stage = VirtualStage.closedLoop(0, 20, 40).answering(call -> 1000);
        stage.singles(0, 5);
        stage.runUntil(100);
        assertEquals(List.of(0L, 20L, 40L), stage.sentMs());
        assertEquals(
                List.of(10, 11, 12),
                stage.updates.stream().map(u -> u.info().stream()).distinct().toList());
    }

    @Test
    void aStreamStartsItsNextRequestTheMomentItsAnswerEnded() {
        VirtualStage stage = VirtualStage.closedLoop(0).answering(call -> 30);
        stage.singles(0, 3);
        stage.run.exhausted();
        stage.runUntil(200);
        assertEquals(List.of(0L, 30L, 60L), stage.sentMs());
        assertEquals(List.of(0L, 30L, 60L), stage.intendedMs());
        assertEquals(3, stage.done().successful());
    }

    @Test
    void aStreamWithoutConversationWaitsAndKeepsTheMomentItBecameFree() {
        VirtualStage stage = VirtualStage.closedLoop(0).answering(call -> 30);
        stage.singles(0, 1);
        stage.runUntil(60);
        assertEquals(1, ((FromWorker.Updates) stage.frames.getFirst()).idleStreams());
        stage.at(80, () -> stage.singles(1, 1));
        stage.run.exhausted();
        stage.runUntil(200);
        assertEquals(List.of(0L), stage.sentMs(), "exhausted and idle: the stage was over");
    }

    @Test
    void aLateConversationIsStartedAtOnceWithTheMomentItsStreamBecameFree() {
        VirtualStage stage = VirtualStage.closedLoop(0).answering(call -> 30);
        stage.singles(0, 1);
        stage.at(80, () -> stage.singles(1, 1));
        stage.runUntil(200);
        assertEquals(List.of(0L, 80L), stage.sentMs());
        assertEquals(List.of(0L, 30L), stage.intendedMs());
    }

    @Test
    void aStreamIdlesDuringADelayAndTakesNoOtherConversation() {
        VirtualStage stage = VirtualStage.closedLoop(0).answering(call -> 30);
        stage.chain(0, 2, 100);
        stage.singles(1, 1);
        stage.run.exhausted();
        stage.runUntil(400);
        assertEquals(List.of(0L, 130L, 160L), stage.sentMs());
        assertEquals(List.of(0L, 130L, 160L), stage.intendedMs());
        assertEquals(3, stage.done().successful());
    }

    @Test
    void aStreamRunsTheBranchesOfAConversationOneAfterAnother() {
        VirtualStage stage = VirtualStage.closedLoop(0).answering(call -> 30);
        stage.run.add(List.of(new Conversation(
                0,
                null,
                List.of(
                        VirtualStage.turn(0, 0),
                        VirtualStage.turn(1, 0, 0),
                        VirtualStage.turn(2, 5, 0),
                        VirtualStage.turn(3, 0, 1, 2)))));
        stage.run.exhausted();
        stage.runUntil(400);
        assertEquals(List.of(0L, 30L, 60L, 90L), stage.sentMs());
        assertEquals(4, stage.done().successful());
    }

    @Test
    void aFailedTurnFreesItsStreamForTheNextConversation() {
        VirtualStage stage = VirtualStage.closedLoop(0);
        stage.chain(0, 3, 50);
        stage.singles(1, 1);
        stage.run.exhausted();
        stage.at(10, () -> stage.backend.last().fail());
        stage.at(20, () -> stage.backend.last().complete("x"));
        stage.runUntil(100);
        assertEquals(List.of(0L, 10L), stage.sentMs());
        assertEquals(new FromWorker.StageDone(0, 4, 1, 1, 2, 0), stage.done());
    }

    @Test
    void numbersAreUniqueOverConversationsAndTurns() {
        VirtualStage stage = VirtualStage.closedLoop(0, 0).answering(call -> 7);
        stage.chain(0, 3, 0);
        stage.chain(1, 3, 0);
        stage.singles(2, 2);
        stage.run.exhausted();
        stage.runUntil(200);
        assertEquals(
                8,
                stage.records.stream().map(r -> r.info().requestId()).distinct().count());
        assertEquals(0, stage.records.getFirst().info().number());
    }

    @Test
    void aWorkerWithoutStreamsIsDoneAtOnce() {
        VirtualStage stage = VirtualStage.closedLoop();
        stage.singles(0, 2);
        stage.run.exhausted();
        stage.runUntil(1);
        assertEquals(0, stage.done().created());
        assertEquals(0, stage.backend.preparedAlive);
    }
}
