package dev.plimsoll.engine.scheduler;

import static dev.plimsoll.engine.scheduler.FakeCluster.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.plan.StrategyPlan;
import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.SelfSample;
import dev.plimsoll.engine.wire.FromWorker;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Workers that are lost in mid-stage: everything stays counted, nothing hangs. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class StageLossesTest {
    @Test
    void aWorkerThatChattersButTellsNothingOfItsStageIsLostToo() {
        FakeStage stage = FakeStage.of(2).maxRequests(600);
        FakeWorker talker = stage.cluster.workers.get(1);
        FakeCluster.Out out = talker.out;
        talker.out = message -> {
            if (message instanceof FromWorker.Updates) {
                out.send(new FromWorker.Self(chatter()));
            } else if (!(message instanceof FromWorker.Records)) {
                out.send(message);
            }
        };
        StageResult result = stage.run();
        assertEquals(1, result.lost().getFirst().worker());
        assertEquals("it said nothing for 5 s", result.lost().getFirst().why());
        assertEquals(600, result.state().processed(), "the history went on without it");
    }

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whateverDiesWheneverEverythingIsCounted(long seed) {
        Random random = new Random(seed);
        int workers = random.nextInt(2, 5);
        FakeStage stage = FakeStage.of(seed, workers, w -> {
            w.serviceNs = c -> random.nextLong(1_000_000, 400_000_000);
            w.errorRate = random.nextDouble(0.1);
            w.recordsLate = random.nextBoolean();
        });
        int turns = random.nextInt(1, 4);
        long rows = random.nextBoolean() ? 60 : Long.MAX_VALUE;
        stage.rows = new FakeStage.Rows(rows, turns);
        long expected = Math.min(rows, 200);
        boolean open = random.nextBoolean();
        stage.strategy = open
                ? new StrategyPlan.Poisson(random.nextDouble(20, 200), random.nextBoolean() ? 20 : null, 0, seed)
                : new StrategyPlan.Concurrent(random.nextInt(workers, 30), random.nextDouble(2));
        stage.maxRequests(200).maxSeconds(8);
        stage.graceSeconds = random.nextDouble(2);
        int deaths = random.nextInt(1, workers + 1);
        for (int i = 0; i < deaths; i++) {
            FakeWorker victim = stage.cluster.workers.get(i);
            stage.cluster.at(random.nextLong(seconds(4)), victim::die);
        }
        StageResult result = stage.run();
        long counted = stage.records.stream()
                .filter(r -> !open || r.info().slot() >= 0) // the never sent rest of a failed conversation has no slot
                .count();
        assertTrue(counted <= 200, "created " + counted);
        for (RequestRecord record : stage.records) {
            if (record.error() != null && record.error().kind() == ErrorKind.WORKER_LOST) {
                assertTrue(record.info().worker() < deaths);
            }
        }
        if (turns == 1
                && result.endQueuing() != null
                && !result.endQueuing().by().containsKey("t")) {
            assertEquals(expected, counted, "what was lost with a worker is made up for");
        }
        boolean noneLeft = result.aborted() != null;
        assertEquals(noneLeft, result.workers().stream().allMatch(w -> w.told() == null));
    }

    @Test
    void aLostWorkersSlotsGoToTheOthersWithTheirIntendedTimes() {
        FakeStage stage = FakeStage.of(2).maxRequests(300);
        stage.strategy = new StrategyPlan.Constant(100, null, 0);
        FakeWorker victim = stage.cluster.workers.get(1);
        stage.cluster.at(seconds(2.003), victim::die);
        StageResult result = stage.run();
        assertEquals(300, result.state().created());
        long lost = stage.records.stream()
                .filter(r -> r.error() != null && r.error().kind() == ErrorKind.WORKER_LOST)
                .count();
        assertTrue(lost >= 4 && lost <= 10, "in flight and unheard ends of 150 ms at 50/s: " + lost);
        assertEquals(300 - lost, result.state().successful());
        assertEquals(lost, result.lost().getFirst().requestsInFlight());
        Map<Long, Long> intended = new TreeMap<>();
        stage.records.forEach(r -> intended.put(r.info().slot(), r.timings().intended()));
        intended.forEach((slot, atNs) -> assertEquals(result.startNs() + (slot + 1) * 10_000_000L, atNs));
        assertEquals(300, intended.size());
    }

    @Test
    void aClosedLoopReachesItsCountWithoutItsLostWorker() {
        FakeStage stage = FakeStage.of(2, w -> w.serviceNs = c -> seconds(0.2)).maxRequests(200);
        stage.cluster.at(seconds(2.5), stage.cluster.workers.get(0)::die);
        StageResult result = stage.run();
        assertEquals(200, result.state().created());
        assertEquals(198, result.state().successful(), "two of its streams were under way");
        assertEquals(2, result.state().errored());
    }

    @Test
    void aLostWorkerStopsTheStageWhereThePlanSaysSo() {
        FakeStage stage = FakeStage.of(2).maxRequests(1000);
        stage.stopOnLoss = true;
        stage.cluster.at(seconds(2), stage.cluster.workers.get(0)::die);
        StageResult result = stage.run();
        assertTrue(result.aborted().contains("worker 0 was lost"), result.aborted());
        assertTrue(result.state().created() < 1000);
    }

    @Test
    void anEndWhoseRecordWasLostIsAnErrorInEveryCount() {
        FakeStage stage = FakeStage.of(2, w -> w.recordsLate = true).maxRequests(100);
        FakeWorker victim = stage.cluster.workers.get(0);
        victim.out = dropRecords(victim.out);
        stage.cluster.at(seconds(1.5), victim::die);
        StageResult result = stage.run();
        assertEquals(100, result.state().created());
        assertTrue(stage.records.stream()
                .filter(r -> r.info().worker() == 0)
                .allMatch(r -> r.error() != null && r.error().kind() == ErrorKind.WORKER_LOST));
        assertTrue(result.state().errored() > 5);
    }

    @Test
    void aStageOfAVanishedGroupEndsAborted() {
        FakeStage stage = FakeStage.of(2);
        stage.cluster.at(seconds(1), stage.cluster.workers.get(0)::die);
        stage.cluster.at(seconds(1.2), stage.cluster.workers.get(1)::die);
        StageResult result = stage.run();
        assertTrue(result.aborted().startsWith("no worker is left"));
        assertEquals(2, result.lost().size());
        assertFalse(result.stoppedByUser());
    }

    private static SelfSample chatter() {
        return new SelfSample(0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, -1, 0, 0, -1);
    }

    private static FakeCluster.Out dropRecords(FakeCluster.Out out) {
        return message -> {
            if (!(message instanceof FromWorker.Records)) {
                out.send(message);
            }
        };
    }
}
