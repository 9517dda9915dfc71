package dev.plimsoll.engine.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plimsoll.engine.dataset.Conversation;
import dev.plimsoll.engine.time.NanoClock;
import dev.plimsoll.engine.wire.ToWorker;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DispatchLoopTest {
    private static final long NEVER = Long.MAX_VALUE;

    @Test
    void itWaitsUntilTheSpinWindowBeforeTheNextSend() {
        assertEquals(940_000, DispatchLoop.waitNs(1_000_000, NEVER, 60_000));
    }

    @Test
    void withinTheSpinWindowItDoesNotWait() {
        assertEquals(0, DispatchLoop.waitNs(60_000, NEVER, 60_000));
        assertEquals(0, DispatchLoop.waitNs(-5, NEVER, 60_000));
    }

    @Test
    void withoutSpinningItWaitsUntilTheSendItself() {
        assertEquals(5_000, DispatchLoop.waitNs(5_000, NEVER, 0));
    }

    @Test
    void aChoreEndsAWaitButIsNotSpunFor() {
        assertEquals(10_000, DispatchLoop.waitNs(NEVER, 10_000, 60_000));
        assertEquals(0, DispatchLoop.waitNs(NEVER, -3, 60_000));
    }

    @Test
    void aWaitIsEndedFromAnotherThread() throws Exception {
        DispatchLoop loop = DispatchLoop.onThisThread(NanoClock.system());
        Thread other = Thread.ofPlatform().start(loop::wakeUp);
        loop.wakeUpErrorNs(Long.MAX_VALUE / 4);
        other.join();
        loop.close();
    }

    @Test
    void onlyKnownTransportsAreTaken() {
        assertEquals(Poller.NIO, Poller.of("nio"));
        assertNotEquals(Poller.IO_URING, Poller.of("auto"));
        assertThrows(IllegalArgumentException.class, () -> Poller.of("kqueue"));
    }

    @Test
    void withNothingKnownItLooksAgainAfterTheLongestWait() {
        assertEquals(DispatchLoop.LONGEST_WAIT_NS, DispatchLoop.waitNs(NEVER, NEVER, 60_000));
    }

    @ParameterizedTest
    @EnumSource
    void aStageOnARealLoopSendsEverySlotAndNoneEarly(Poller kind) {
        assumeTrue(Poller.of(kind.word()) == kind);
        NanoClock clock = NanoClock.system();
        DispatchLoop loop = DispatchLoop.onThisThread(clock, kind);
        loop.spinWindow(50_000);
        FakeBackend backend = new FakeBackend(clock);
        VirtualStage.Collector frames = new VirtualStage.Collector();
        StageRun run = new StageRun(
                new ToWorker.StageStart(0, 0, true, new int[0], new long[0], Integer.MAX_VALUE, Long.MAX_VALUE),
                0,
                clock.nanoTime(),
                clock,
                backend,
                new HistogramSet.Pool(),
                frames);
        run.add(IntStream.range(0, 20)
                .mapToObj(i -> new Conversation(i, null, List.of(VirtualStage.turn(0, 0))))
                .toList());
        long[] slots = new long[20];
        long[] intendedNs = new long[20];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = i;
            intendedNs[i] = i * 500_000L;
        }
        run.addSlots(slots, intendedNs);
        run.exhausted();
        while (!run.isDone()) {
            loop.turn(run);
            backend.open().forEach(call -> call.complete("x"));
        }
        loop.close();
        assertEquals(20, frames.records.size());
        frames.records.forEach(
                r -> assertTrue(r.timings().sendStart() >= r.timings().intended(), "sent early"));
    }
}
