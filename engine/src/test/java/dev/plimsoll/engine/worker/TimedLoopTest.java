package dev.plimsoll.engine.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.dataset.Conversation;
import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.record.RequestRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A stage whose conversations have their own times. */
class TimedLoopTest {
    private static final long MS = VirtualStage.MS;

    @Test
    void eachConversationStartsAtItsOwnTimeWhateverTheOrderInWhichTheyCame() {
        VirtualStage stage = VirtualStage.timed().answering(call -> 5);
        stage.run.add(List.of(at(0, 10), at(1, 20), at(2, 20), at(5, 90)));
        stage.runUntil(50);
        stage.run.add(List.of(at(3, 60), at(4, 30))); // of a lost worker: one of them is late
        stage.run.exhausted();
        stage.runUntil(500);
        List<RequestRecord> records = byConversation(stage);
        assertEquals(List.of(10L, 20L, 20L, 60L, 30L, 90L), intended(records));
        assertEquals(List.of(10L, 20L, 20L, 60L, 50L, 90L), sent(records));
        assertEquals(6, stage.done().successful());
        for (RequestRecord record : records) {
            assertEquals(record.info().conversationId(), record.info().slot(), "its slot is the row's");
        }
    }

    @Test
    void aTurnWaitsForItsTimeAndOneThatIsNotReadyByThenKeepsIt() {
        VirtualStage stage = VirtualStage.timed().answering(call -> call.turn.index() == 1 ? 250 : 20);
        stage.run.add(List.of(at(0, 0, 100, 200, 300)));
        stage.run.exhausted();
        stage.runUntil(1000);
        // the answer to turn 1 comes at 350: turn 2 is late by 150 ms, turn 3 by 70 ms
        assertEquals(List.of(0L, 100L, 200L, 300L), stage.intendedMs());
        assertEquals(List.of(0L, 100L, 350L, 370L), stage.sentMs());
    }

    @Test
    void aLaterTurnWithoutATimeStartsWhenItIsReady() {
        VirtualStage stage = VirtualStage.timed().answering(call -> 20);
        Turn first = VirtualStage.turn(0, 0).startingAt(40 * MS);
        stage.run.add(List.of(new Conversation(7, null, List.of(first, VirtualStage.turn(1, 15, 0)))));
        stage.run.exhausted();
        stage.runUntil(1000);
        assertEquals(List.of(40L, 75L), stage.intendedMs());
        assertEquals(List.of(40L, 75L), stage.sentMs());
    }

    @Test
    void theRestOfAFailedConversationIsCancelledAndTheOthersGoOn() {
        VirtualStage stage = VirtualStage.timed();
        stage.run.add(List.of(at(0, 0, 100, 200), at(1, 50)));
        stage.run.exhausted();
        stage.runUntil(10);
        stage.backend.calls.getFirst().fail();
        stage.runUntil(60);
        stage.backend.calls.get(1).complete("fine");
        stage.runUntil(500);
        assertTrue(stage.run.isDone());
        assertEquals(2, stage.backend.calls.size());
        assertEquals(2, stage.done().cancelled());
        assertEquals(1, stage.done().successful());
    }

    private static Conversation at(long id, long... ms) {
        List<Turn> turns = new ArrayList<>();
        for (int i = 0; i < ms.length; i++) {
            Turn turn = i == 0 ? VirtualStage.turn(0, 0) : VirtualStage.turn(i, 0, i - 1);
            turns.add(turn.startingAt(ms[i] * MS));
        }
        return new Conversation(id, null, turns);
    }

    private static List<RequestRecord> byConversation(VirtualStage stage) {
        return stage.records.stream()
                .sorted(Comparator.comparingLong(r -> r.info().conversationId()))
                .toList();
    }

    private static List<Long> intended(List<RequestRecord> records) {
        return records.stream().map(r -> r.timings().intended() / MS).toList();
    }

    private static List<Long> sent(List<RequestRecord> records) {
        return records.stream().map(r -> r.timings().queued() / MS).toList();
    }
}
