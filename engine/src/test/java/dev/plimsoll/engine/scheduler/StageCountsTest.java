package dev.plimsoll.engine.scheduler;

import static dev.plimsoll.engine.scheduler.FakeCluster.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.constraint.ExhaustedConstraint;
import dev.plimsoll.engine.plan.StrategyPlan;
import dev.plimsoll.engine.wire.ToWorker;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stage creates: exactly its slots and its count, whatever the number of workers. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class StageCountsTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void anOpenLoopCreatesExactlyItsCountOnExactlyItsSlots(int workers) {
        FakeStage stage = FakeStage.of(workers).maxRequests(250);
        stage.strategy = new StrategyPlan.Constant(100, null, 0);
        StageResult result = stage.run();
        assertEquals(250, result.state().created());
        assertEquals(250, result.state().successful());
        Map<Long, Long> intended = new TreeMap<>();
        stage.records.forEach(r -> intended.put(r.info().slot(), r.timings().intended()));
        assertEquals(250, intended.size());
        intended.forEach((slot, atNs) -> assertEquals(result.startNs() + (slot + 1) * 10_000_000L, atNs));
        assertEquals(Set.of("n"), result.endQueuing().by().keySet());
        assertEquals(Set.of("n"), result.endProcessing().by().keySet());
        assertNull(result.aborted());
    }

    @Test
    void slotsGoRoundRobinToTheWorkers() {
        FakeStage stage = FakeStage.of(3).maxRequests(90);
        stage.strategy = new StrategyPlan.Constant(50, null, 0);
        stage.run();
        stage.records.forEach(r -> assertEquals(r.info().slot() % 3, r.info().worker()));
    }

    @Test
    void noSlotIsHandedOutAtOrAfterTheEndOfTheDuration() {
        FakeStage stage = FakeStage.of(2).maxSeconds(3);
        stage.strategy = new StrategyPlan.Constant(100, null, 0);
        StageResult result = stage.run();
        long lastNs = result.startNs() + seconds(3);
        stage.cluster.workers.forEach(w -> w.sent.forEach(m -> {
            if (m instanceof ToWorker.Slots slots) {
                for (long atNs : slots.intendedNs()) {
                    assertTrue(atNs < lastNs);
                }
            }
        }));
        assertEquals(299, result.state().created());
        assertEquals(Set.of("t"), result.endProcessing().by().keySet());
        assertTrue(result.endProcessing().atNs() >= lastNs, "it did not end before its time");
    }

    @Test
    void slotsAreHandedOutASecondAheadAndNotMore() {
        FakeStage stage = FakeStage.of(1).maxSeconds(5);
        stage.strategy = new StrategyPlan.Constant(1000, null, 0);
        long startNs = stage.run().startNs();
        FakeWorker worker = stage.cluster.workers.getFirst();
        int handed = 0;
        for (int i = 0; i < worker.sent.size(); i++) {
            if (worker.sent.get(i) instanceof ToWorker.Slots slots) {
                long sentNs = worker.sentAtNs.get(i);
                long dueBySent = Math.max(0, (sentNs - startNs) / 1_000_000);
                for (int k = 0; k < slots.slots().length; k++, handed++) {
                    boolean within = slots.intendedNs()[k] <= sentNs + seconds(1);
                    assertTrue(within || handed - dueBySent < 64, "slot " + slots.slots()[k] + " sent too early");
                }
            }
        }
        assertEquals(4999, handed);
    }

    @Test
    void aCapIsSharedAmongTheWorkersAndWaitingRequestsAreStillServed() {
        FakeStage stage = FakeStage.of(2, w -> w.serviceNs = c -> seconds(0.5)).maxRequests(40);
        stage.strategy = new StrategyPlan.Constant(20, 5, 0);
        StageResult result = stage.run();
        assertEquals(40, result.state().successful(), "the stop of creating cancels nothing that was created");
        List<Integer> caps = stage.cluster.workers.stream()
                .map(w -> ((ToWorker.StageStart) w.sent.getFirst()).maxInFlight())
                .toList();
        assertEquals(List.of(3, 2), caps);
    }

    @Test
    void anOpenLoopEndsWithItsDatasetAndSaysSo() {
        FakeStage stage = FakeStage.of(3);
        stage.rows = new FakeStage.Rows(100, 1);
        stage.strategy = new StrategyPlan.Constant(200, null, 0);
        StageResult result = stage.run();
        assertEquals(100, result.state().successful());
        assertEquals(Set.of(ExhaustedConstraint.KIND), result.endQueuing().by().keySet());
    }

    @Test
    void turnsOfConversationsTakeSlotsAndAllOfThemAreServed() {
        FakeStage stage = FakeStage.of(3);
        stage.rows = new FakeStage.Rows(40, 3);
        stage.strategy = new StrategyPlan.Constant(200, null, 0);
        StageResult result = stage.run();
        assertEquals(120, result.state().successful());
        List<Long> slots =
                stage.records.stream().map(r -> r.info().slot()).sorted().toList();
        assertEquals(LongStream.range(0, 120).boxed().toList(), slots);
    }

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void conversationsOfRandomLengthsUseEverySlotThereIs(long seed) {
        Random random = new Random(seed);
        int[] turns = random.ints(random.nextInt(1, 30), 1, random.nextBoolean() ? 3 : 40)
                .toArray();
        int all = IntStream.of(turns).sum();
        FakeStage stage = FakeStage.of(random.nextInt(1, 5));
        boolean limited = random.nextBoolean();
        if (limited) {
            stage.maxRequests(all);
        }
        stage.rows = new FakeStage.Rows(turns.length, id -> turns[(int) id]);
        stage.strategy = new StrategyPlan.Constant(random.nextInt(5, 400), null, 0);
        StageResult result = stage.run();
        assertNull(result.aborted());
        assertEquals(all, result.state().successful());
        Map<Long, Long> intended = new TreeMap<>();
        stage.records.forEach(r -> intended.put(r.info().slot(), r.timings().intended()));
        assertEquals(all, intended.size(), "each request has a slot of its own");
        double rate = ((StrategyPlan.Constant) stage.strategy).rate();
        intended.forEach((slot, atNs) ->
                assertEquals(result.startNs() + (slot + 1) * 1e9 / rate, atNs, 1.0, "no intended time changed"));
        if (limited) {
            assertEquals(
                    LongStream.range(0, all).boxed().toList(), List.copyOf(intended.keySet()), "no slot was left over");
        }
    }

    @Test
    void slotsOfAWorkerWithNothingToStartGoToTheOneThatHasTurnsLeft() {
        FakeStage stage = FakeStage.of(2).maxRequests(40);
        stage.rows = new FakeStage.Rows(2, id -> id == 0 ? 39 : 1);
        stage.strategy = new StrategyPlan.Constant(10, null, 0);
        StageResult result = stage.run();
        assertEquals(40, result.state().successful());
        List<Long> slots =
                stage.records.stream().map(r -> r.info().slot()).sorted().toList();
        assertEquals(LongStream.range(0, 40).boxed().toList(), slots);
    }

    @Test
    void aSlowDatasetMakesRequestsLateButLosesNoSlot() {
        FakeStage stage = FakeStage.of(2).maxRequests(50);
        stage.rows.ready = 0;
        stage.strategy = new StrategyPlan.Constant(100, null, 0);
        stage.cluster.at(seconds(5), () -> stage.rows.ready = Long.MAX_VALUE);
        StageResult result = stage.run();
        assertEquals(50, result.state().successful());
        stage.records.forEach(r -> assertTrue(r.timings().sendStart() >= seconds(5)));
        stage.records.forEach(r -> assertTrue(r.timings().intended() < seconds(2)));
    }

    // ---- closed loop

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void aClosedLoopCreatesExactlyItsCount(int workers) {
        FakeStage stage = FakeStage.of(workers).maxRequests(501);
        stage.strategy = new StrategyPlan.Concurrent(7, 0);
        StageResult result = stage.run();
        assertEquals(501, result.state().created());
        assertEquals(501, result.state().successful());
        Set<Integer> streams =
                stage.records.stream().map(r -> r.info().stream()).collect(Collectors.toSet());
        assertEquals(Set.of(0, 1, 2, 3, 4, 5, 6), streams, "exactly the streams asked for, over all workers");
    }

    @Test
    void theLastConversationIsCutSoThatItsTurnsStayWithinTheCount() {
        FakeStage stage = FakeStage.of(2).maxRequests(100);
        stage.rows = new FakeStage.Rows(Long.MAX_VALUE, 7);
        StageResult result = stage.run();
        assertEquals(100, result.state().created());
        assertEquals(100, result.state().successful());
    }

    @Test
    void aFailedTurnCancelsTheRestOfItsConversationAndTheCountStaysExact() {
        FakeStage stage = FakeStage.of(2, w -> w.errorRate = 0.2).maxRequests(200);
        stage.rows = new FakeStage.Rows(Long.MAX_VALUE, 4);
        StageResult result = stage.run();
        assertEquals(200, result.state().created());
        assertTrue(result.state().errored() > 0 && result.state().cancelled() > 0);
    }

    @Test
    void aFastClosedLoopIsFedWithoutGaps() {
        FakeStage stage = FakeStage.of(1, w -> w.serviceNs = c -> 1_000_000L).maxSeconds(2);
        stage.strategy = new StrategyPlan.Concurrent(16, 0);
        StageResult result = stage.run();
        assertTrue(
                result.state().successful() > 0.97 * 16 * 2000,
                "16 streams of 1 ms requests make 32 000 in 2 s, but it were "
                        + result.state().successful());
    }

    @Test
    void nearTheEndAnIdleWorkerGetsWhatABusyOneHolds() {
        FakeStage stage = FakeStage.of(2);
        stage.rows = new FakeStage.Rows(60, 1);
        stage.strategy = new StrategyPlan.Concurrent(4, 0);
        stage.cluster.workers.get(0).serviceNs = c -> seconds(10);
        stage.cluster.workers.get(1).serviceNs = c -> seconds(0.1);
        StageResult result = stage.run();
        assertEquals(60, result.state().successful());
        assertTrue(
                stage.cluster.workers.get(0).sent.stream().anyMatch(ToWorker.Withdraw.class::isInstance),
                "the slow worker was asked");
        assertTrue(result.endNs() - result.startNs() <= seconds(20), "two requests each on the slow streams at most");
    }

    @Test
    void aClosedLoopEndsWithItsDataset() {
        FakeStage stage = FakeStage.of(2);
        stage.rows = new FakeStage.Rows(33, 2);
        StageResult result = stage.run();
        assertEquals(66, result.state().successful());
        assertEquals(
                Set.of(ExhaustedConstraint.KIND), result.endProcessing().by().keySet());
    }

    @Test
    void anEmptyDatasetEndsTheStageAtOnce() {
        FakeStage stage = FakeStage.of(2);
        stage.rows = new FakeStage.Rows(0, 1);
        StageResult result = stage.run();
        assertEquals(0, result.state().created());
        assertNotNull(result.endProcessing());
    }
}
