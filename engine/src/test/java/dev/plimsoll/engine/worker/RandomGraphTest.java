package dev.plimsoll.engine.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.dataset.Content;
import dev.plimsoll.engine.dataset.Conversation;
import dev.plimsoll.engine.dataset.HistoryContext;
import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestSettings;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws of conversations that are graphs, whatever fails. Counts are checked by {@link VirtualStage} after every step. */
class RandomGraphTest {
    private final List<Conversation> conversations = new ArrayList<>();

    static IntStream seeds() {
        return IntStream.range(0, 150);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anOpenLoopUsesASlotForEachTurnThatIsReadyAndChangesNoTime(int seed) {
        Random random = new Random(seed);
        VirtualStage stage = random.nextBoolean()
                ? VirtualStage.openLoop(1 + random.nextInt(4), Long.MAX_VALUE)
                : VirtualStage.injecting(random.nextDouble() * 0.3, random.nextInt(30), random.nextInt(100));
        int turns = converse(stage, random);
        Map<Long, Long> slots = new TreeMap<>();
        long at = 0;
        for (int slot = 0; slot < turns; slot++) {
            at += random.nextInt(15);
            slots.put((long) slot, at * VirtualStage.MS);
            stage.slots(new long[] {slot}, new long[] {at});
        }
        boolean fails = play(stage, random);

        checkRecords(stage, turns);
        for (RequestRecord record : stage.records) {
            if (record.info().slot() >= 0) {
                assertEquals(
                        slots.remove(record.info().slot()), record.timings().intended(), "its slot's own time, once");
            }
        }
        if (!fails && stage.done().cancelled() == 0) {
            assertEquals(Map.of(), slots, "every slot was used");
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aClosedLoopStartsEachTurnAfterItsParentsAndItsDelay(int seed) {
        Random random = new Random(seed);
        long[] starts = new long[1 + random.nextInt(5)];
        VirtualStage stage = random.nextBoolean() ? VirtualStage.closedLoop(starts) : VirtualStage.filling(starts);
        int turns = converse(stage, random);
        play(stage, random);

        checkRecords(stage, turns);
        Map<Long, RequestRecord> byId = new HashMap<>();
        stage.records.forEach(r -> byId.put(r.info().requestId(), r));
        for (RequestRecord record : stage.records) {
            if (!RequestTimings.has(record.timings().sendStart())) {
                continue;
            }
            Turn turn = turn(record);
            for (long parent : record.info().parents()) {
                long readyNs =
                        byId.get(parent).timings().end() + turn.settings().delayNs();
                assertTrue(record.timings().intended() >= readyNs, "intended before it was ready");
            }
        }
    }

    private int converse(VirtualStage stage, Random random) {
        int turns = 0;
        for (int id = 0; id < 1 + random.nextInt(12); id++) {
            List<Turn> graph = new ArrayList<>();
            int size = 1 + random.nextInt(7);
            for (int i = 0; i < size; i++) {
                graph.add(randomTurn(random, i));
            }
            conversations.add(new Conversation(id, null, graph));
            turns += size;
        }
        stage.run.add(conversations);
        stage.run.exhausted();
        return turns;
    }

    private static Turn randomTurn(Random random, int index) {
        List<Turn.Parent> parents = new ArrayList<>();
        boolean full = false;
        for (int parent = 0; parent < index; parent++) {
            if (random.nextInt(3) == 0) {
                HistoryContext context = HistoryContext.values()[random.nextInt(3)];
                context = context == HistoryContext.FULL && full ? HistoryContext.LAST : context;
                full |= context == HistoryContext.FULL;
                parents.add(new Turn.Parent(parent, context));
            }
        }
        long delayNs = random.nextBoolean() ? 0 : random.nextInt(60) * VirtualStage.MS;
        return new Turn(
                index,
                parents,
                Content.ofText("ask"),
                1,
                1,
                false,
                null,
                null,
                new RequestSettings(RequestTimings.ABSENT, delayNs),
                null);
    }

    /** Answers, fails or leaves each call alone, until the stage is over; whether anything failed. */
    private static boolean play(VirtualStage stage, Random random) {
        boolean mayFail = random.nextBoolean();
        boolean failed = false;
        stage.backend.cancelsAtOnce = random.nextBoolean();
        for (long ms = 0; ms < 100_000 && !stage.run.isDone(); ms++) {
            stage.runUntil(ms);
            for (FakeBackend.FakeCall call : stage.backend.open()) {
                if (call.over) {
                    continue; // ended by what another call's end led to
                }
                if (call.isCancelling()) {
                    call.cancelled();
                } else if (random.nextInt(12) == 0) {
                    if (mayFail && random.nextInt(5) == 0) {
                        failed = true;
                        call.fail();
                    } else {
                        call.complete("answer");
                    }
                }
                stage.checkCounts();
            }
        }
        assertTrue(stage.run.isDone(), "it never hangs");
        assertEquals(0, stage.backend.preparedAlive, "encoded bytes are sent or given back");
        return failed;
    }

    private void checkRecords(VirtualStage stage, int turns) {
        assertEquals(turns, stage.records.size(), "each turn ended in exactly one record");
        assertEquals(
                turns,
                stage.records.stream().map(r -> r.info().requestId()).distinct().count());
        Map<String, RequestStatus> ends = new HashMap<>();
        stage.records.forEach(
                r -> ends.put(r.info().conversationId() + "." + r.info().turn(), r.status()));
        for (RequestRecord record : stage.records) {
            long conversation = record.info().conversationId();
            boolean whole = turn(record).parents().stream()
                    .allMatch(p -> ends.get(conversation + "." + p.turn()) == RequestStatus.COMPLETED);
            assertTrue(
                    whole || !RequestTimings.has(record.timings().sendStart()),
                    "sent although a turn before it had not completed");
        }
    }

    private Turn turn(RequestRecord record) {
        return conversations
                .get((int) record.info().conversationId())
                .turns()
                .get(record.info().turn());
    }
}
