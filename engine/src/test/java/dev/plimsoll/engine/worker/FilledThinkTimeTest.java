package dev.plimsoll.engine.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.plimsoll.engine.dataset.Conversation;
import dev.plimsoll.engine.wire.FromWorker;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilledThinkTimeTest {
    @Test
    void aStreamStartsAnotherConversationDuringADelay() {
        VirtualStage stage = VirtualStage.filling(0).answering(call -> 30);
        stage.chain(0, 2, 100);
        stage.singles(1, 1);
        stage.run.exhausted();
        stage.runUntil(400);
        assertEquals(List.of(0L, 30L, 130L), stage.sentMs());
        assertEquals(List.of(0L, 30L, 130L), stage.intendedMs());
        assertEquals(3, stage.done().successful());
    }

    @Test
    void aReadyTurnThatFoundItsStreamBusyIsIntendedForTheMomentAStreamIsFree() {
        VirtualStage stage = VirtualStage.filling(0).answering(call -> 30);
        stage.chain(0, 2, 10);
        stage.singles(1, 2);
        stage.run.exhausted();
        stage.runUntil(400);
        assertEquals(
                List.of("0.0", "1.0", "0.1", "2.0"),
                stage.records.stream()
                        .map(r -> r.info().conversationId() + "." + r.info().turn())
                        .toList());
        assertEquals(List.of(0L, 30L, 60L, 90L), stage.intendedMs());
    }

    @Test
    void branchesOfAConversationRunOnSeveralStreamsAtOnce() {
        VirtualStage stage = VirtualStage.filling(0, 0, 0).answering(call -> 30);
        stage.run.add(List.of(new Conversation(
                0,
                null,
                List.of(
                        VirtualStage.turn(0, 0),
                        VirtualStage.turn(1, 0, 0),
                        VirtualStage.turn(2, 0, 0),
                        VirtualStage.turn(3, 0, 1, 2)))));
        stage.run.exhausted();
        stage.runUntil(400);
        assertEquals(List.of(0L, 30L, 30L, 60L), stage.sentMs());
        assertEquals(List.of(0L, 30L, 30L, 60L), stage.intendedMs());
    }

    @Test
    void aFailedTurnFreesItsStreamAndCancelsTheRestThatWaits() {
        VirtualStage stage = VirtualStage.filling(0);
        stage.chain(0, 3, 50);
        stage.singles(1, 1);
        stage.run.exhausted();
        stage.at(10, () -> stage.backend.last().fail());
        stage.at(20, () -> stage.backend.last().complete("x"));
        stage.runUntil(100);
        assertEquals(List.of(0L, 10L), stage.sentMs());
        assertEquals(new FromWorker.StageDone(0, 4, 1, 1, 2, 0), stage.done());
    }
}
