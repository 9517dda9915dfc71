package dev.plimsoll.engine.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.plan.Seeds;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.wire.FromWorker;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class InjectedCancelsTest {
    @Test
    void aChosenRequestIsCancelledSoLongAfterItWasFullyWritten() {
        VirtualStage stage = VirtualStage.injecting(1, 40, 0).answering(call -> 500);
        stage.backend.writesAtOnce = false;
        stage.singles(0, 1);
        stage.slots(10);
        stage.run.exhausted();
        stage.at(25, () -> stage.backend.last().written());
        stage.runUntil(64);
        assertEquals(1, stage.run.requests().inFlight());
        stage.runUntil(65);
        RequestRecord cancelled = stage.records.getFirst();
        assertEquals(RequestStatus.CANCELLED, cancelled.status());
        assertEquals("injected", cancelled.cancelReason());
        assertEquals(65 * VirtualStage.MS, cancelled.timings().end());
    }

    @Test
    void aRequestThatWasWrittenOnceMoreCountsFromThen() {
        VirtualStage stage = VirtualStage.injecting(1, 40, 0).answering(call -> 500);
        stage.singles(0, 1);
        stage.slots(10);
        stage.run.exhausted();
        stage.at(30, () -> stage.backend.last().written());
        stage.runUntil(69);
        assertEquals(1, stage.run.requests().inFlight());
        stage.runUntil(70);
        assertEquals(1, stage.done().cancelled());
    }

    @Test
    void anAnswerThatComesBeforeIsAnAnswer() {
        VirtualStage stage = VirtualStage.injecting(1, 40, 0).answering(call -> 30);
        stage.singles(0, 3);
        stage.slots(10, 20, 30);
        stage.run.exhausted();
        stage.runUntil(200);
        assertEquals(new FromWorker.StageDone(0, 3, 3, 0, 0, 0), stage.done());
    }

    @Test
    void nothingIsCancelledThatWasSentInTheWarmUp() {
        VirtualStage stage = VirtualStage.injecting(1, 0, 25).answering(call -> 100);
        stage.singles(0, 4);
        stage.slots(10, 20, 30, 40);
        stage.run.exhausted();
        stage.runUntil(300);
        assertEquals(new FromWorker.StageDone(0, 4, 2, 0, 2, 0), stage.done());
        assertEquals(List.of(30L, 40L), cancelledSlots(stage));
    }

    @Test
    void aWarmUpThatHangsOnRequestsIsOverWhenItIsTold() {
        VirtualStage stage = VirtualStage.injecting(1, 0, Long.MAX_VALUE).answering(call -> 100);
        stage.singles(0, 4);
        stage.slots(10, 20, 30, 40);
        stage.run.exhausted();
        stage.at(35, () -> stage.run.warmUpOver());
        stage.runUntil(300);
        assertEquals(List.of(40L), cancelledSlots(stage));
    }

    @Test
    void theRestOfACancelledConversationIsCancelledWithIt() {
        VirtualStage stage = VirtualStage.injecting(1, 5, 0).answering(call -> 100);
        stage.chain(0, 3, 0);
        stage.slots(10);
        stage.run.exhausted();
        stage.runUntil(300);
        assertEquals(
                List.of("injected", "parent_failed", "parent_failed"),
                stage.records.stream().map(RequestRecord::cancelReason).toList());
    }

    @Test
    void whichRequestsAreCancelledHangsOnTheSeedAlone() {
        long[] first = chosen(1, 0.2);
        assertTrue(first.length > 1800 && first.length < 2200, first.length + " of 10000");
        assertEquals(boxed(first), boxed(chosen(1, 0.2)));
        assertNotEquals(boxed(first), boxed(chosen(2, 0.2)));
        assertTrue(boxed(chosen(1, 0.4)).containsAll(boxed(first)), "a higher share has those of a lower one");
        assertEquals(0, chosen(1, 0).length);
        assertEquals(10_000, chosen(1, 1).length);
    }

    private static long[] chosen(long seed, double rate) {
        return LongStream.range(0, 10_000)
                .filter(n -> Seeds.share(seed, n) < rate)
                .toArray();
    }

    private static List<Long> boxed(long[] numbers) {
        return LongStream.of(numbers).boxed().toList();
    }

    private static List<Long> cancelledSlots(VirtualStage stage) {
        return stage.records.stream()
                .filter(r -> r.status() == RequestStatus.CANCELLED)
                .map(r -> r.timings().intended() / VirtualStage.MS)
                .toList();
    }
}
