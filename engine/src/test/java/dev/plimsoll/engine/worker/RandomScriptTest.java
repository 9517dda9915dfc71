package dev.plimsoll.engine.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.record.RequestInfo;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.record.RequestUpdate;
import dev.plimsoll.engine.wire.FromWorker;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws that hold whatever happens, under random scripts. Counts are checked by {@link VirtualStage} after every step. */
class RandomScriptTest {
    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anOpenLoopLosesNothingAndInventsNothing(int seed) {
        Random random = new Random(seed);
        int cap = random.nextBoolean() ? Integer.MAX_VALUE : 1 + random.nextInt(4);
        long maxLagNs = random.nextInt(3) == 0 ? (1 + random.nextInt(60)) * VirtualStage.MS : Long.MAX_VALUE;
        VirtualStage stage = VirtualStage.openLoop(cap, maxLagNs);
        int slots = 1 + random.nextInt(60);
        long at = 0;
        for (int i = 0; i < slots; i++) {
            at += random.nextInt(20);
            int slot = i;
            long intended = at;
            long arrives = Math.max(0, at - 10 + random.nextInt(15));
            stage.at(arrives, () -> stage.slots(new long[] {slot}, new long[] {intended}));
        }
        int turns = 0;
        for (int id = 0; turns < slots; id++) {
            turns += addConversation(stage, random, id, 600);
        }
        boolean stops = random.nextInt(4) == 0;
        boolean fails = random.nextBoolean();
        play(stage, random, fails, stops);

        checkRecords(stage);
        if (!stops && !fails && maxLagNs == Long.MAX_VALUE) {
            assertEquals(slots, stage.done().successful(), "each slot served");
            Set<Long> served = new TreeSet<>();
            stage.records.forEach(r -> served.add(r.info().slot()));
            assertEquals(slots, served.size());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aClosedLoopLosesNothingAndInventsNothing(int seed) {
        Random random = new Random(seed);
        long[] starts = new long[1 + random.nextInt(5)];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = random.nextInt(100);
        }
        VirtualStage stage = VirtualStage.closedLoop(starts);
        int turns = 0;
        int conversations = 1 + random.nextInt(30);
        for (int id = 0; id < conversations; id++) {
            turns += addConversation(stage, random, id, 600);
        }
        boolean stops = random.nextInt(4) == 0;
        play(stage, random, random.nextBoolean(), stops);

        checkRecords(stage);
        if (!stops) {
            assertEquals(turns, stage.done().created(), "each turn ended, in one way or another");
        }
        checkOneTurnPerStream(stage);
    }

    private static int addConversation(VirtualStage stage, Random random, int id, int byMs) {
        int turns = random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 1;
        long delay = random.nextBoolean() ? 0 : random.nextInt(50);
        stage.at(random.nextInt(byMs), () -> stage.chain(id, turns, delay));
        return turns;
    }

    private static void play(VirtualStage stage, Random random, boolean fails, boolean stops) {
        stage.backend.cancelsAtOnce = random.nextBoolean();
        stage.backend.connected = random.nextInt(4) > 0;
        stage.at(1300, stage.run::exhausted);
        if (stops) {
            long when = random.nextInt(1300);
            if (random.nextBoolean()) {
                stage.at(when, () -> stage.run.stopCreating("constraint"));
            } else {
                stage.at(when, () -> stage.run.stopProcessing((when + 20) * VirtualStage.MS, "constraint"));
            }
        }
        for (long ms = 0; ms < 100_000 && !stage.run.isDone(); ms++) {
            if (random.nextInt(40) == 0) {
                ms += random.nextInt(30);
                stage.blockedUntil(ms);
            } else {
                stage.runUntil(ms);
            }
            for (FakeBackend.FakeCall call : stage.backend.open()) {
                step(call, random, fails);
                stage.checkCounts();
            }
        }
        assertTrue(stage.run.isDone(), "it never hangs");
        assertEquals(0, stage.backend.preparedAlive, "encoded bytes are sent or given back");
    }

    private static void step(FakeBackend.FakeCall call, Random random, boolean fails) {
        if (call.over) {
            return; // ended by what another call's end led to
        }
        if (call.isCancelling()) {
            call.cancelled();
        } else if (!call.isSent()) {
            if (random.nextInt(5) == 0) {
                call.sent();
            }
        } else if (random.nextInt(15) == 0) {
            if (fails && random.nextInt(4) == 0) {
                call.fail();
            } else {
                call.firstToken();
                call.complete("answer");
            }
        }
    }

    private static void checkRecords(VirtualStage stage) {
        FromWorker.StageDone done = stage.done();
        assertEquals(done.created(), stage.records.size());
        assertEquals(done.successful(), count(stage, RequestStatus.COMPLETED));
        assertEquals(done.errored(), count(stage, RequestStatus.ERRORED));
        assertEquals(done.cancelled(), count(stage, RequestStatus.CANCELLED));
        assertEquals(done.dropped(), count(stage, RequestStatus.DROPPED));
        assertEquals(
                done.created(),
                stage.records.stream().map(r -> r.info().requestId()).distinct().count());
        for (RequestRecord record : stage.records) {
            RequestTimings t = record.timings();
            assertTrue(t.queued() >= t.intended(), "created early");
            assertTrue(!RequestTimings.has(t.sendStart()) || t.sendStart() >= t.intended(), "sent early");
            assertTrue(t.end() >= t.queued());
        }
        checkUpdates(stage);
        long started = 0;
        for (FromWorker frame : stage.frames) {
            if (frame instanceof FromWorker.Interval second) {
                started += second.sample().started();
            }
        }
        assertEquals(
                stage.backend.calls.stream()
                        .filter(FakeBackend.FakeCall::isSent)
                        .count(),
                started);
    }

    private static void checkUpdates(VirtualStage stage) {
        Map<RequestInfo, RequestStatus> states = new HashMap<>();
        long last = 0;
        long watermark = 0;
        for (FromWorker frame : stage.frames) {
            if (!(frame instanceof FromWorker.Updates batch)) {
                continue;
            }
            for (RequestUpdate update : batch.updates()) {
                assertTrue(update.atNs() >= last, "in event-time order");
                assertTrue(update.atNs() >= watermark, "nothing before the watermark");
                last = update.atNs();
                RequestStatus before = states.put(update.info(), update.status());
                assertTrue(
                        before == null || (before.ordinal() < update.status().ordinal() && !before.isTerminal()),
                        before + " -> " + update.status());
            }
            watermark = batch.watermarkNs();
        }
        assertEquals(stage.records.size(), states.size());
        assertTrue(states.values().stream().allMatch(RequestStatus::isTerminal));
    }

    private static void checkOneTurnPerStream(VirtualStage stage) {
        Map<Integer, Set<Long>> running = new HashMap<>();
        for (RequestUpdate update : stage.updates) {
            Set<Long> own = running.computeIfAbsent(update.info().stream(), s -> new HashSet<>());
            if (update.status().isTerminal()) {
                own.remove(update.info().requestId());
            } else {
                own.add(update.info().requestId());
            }
            assertTrue(own.size() <= 1, "stream " + update.info().stream() + " runs " + own);
        }
    }

    private static long count(VirtualStage stage, RequestStatus status) {
        return stage.records.stream().filter(r -> r.status() == status).count();
    }
}
