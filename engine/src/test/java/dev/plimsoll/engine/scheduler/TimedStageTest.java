package dev.plimsoll.engine.scheduler;

import static dev.plimsoll.engine.scheduler.FakeCluster.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.constraint.ExhaustedConstraint;
import dev.plimsoll.engine.plan.RatePoint;
import dev.plimsoll.engine.plan.StrategyPlan;
import dev.plimsoll.engine.plan.Timetable;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.strategy.ArrivalSchedule;
import dev.plimsoll.engine.strategy.Strategies;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stages whose schedule ends, or whose conversations have their own times, over fake workers. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TimedStageTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void everyRowOfATraceStartsAtItsTimeOnAnyNumberOfWorkersAndTheStageEndsWithIt(int workers) {
        FakeStage stage = trace(workers, 2, w -> {});
        StageResult result = stage.run();
        assertEquals(200, result.state().successful());
        TreeMap<Long, Long> intended = new TreeMap<>();
        stage.records.forEach(
                r -> intended.put(r.info().conversationId(), r.timings().intended()));
        assertEquals(200, intended.size());
        intended.forEach((row, atNs) -> assertEquals(result.startNs() + 2 * rowNs(row), atNs));
        assertEquals(
                Set.of(ExhaustedConstraint.KIND), result.endProcessing().by().keySet());
    }

    @Test
    void aTraceKeepsItsLimits() {
        FakeStage counted = trace(3, 1, w -> {}).maxRequests(70);
        assertEquals(70, counted.run().state().created());
        FakeStage timed = trace(3, 1, w -> {}).maxSeconds(2);
        StageResult result = timed.run();
        long rows =
                LongStream.range(0, 200).filter(row -> rowNs(row) < seconds(2)).count();
        assertEquals(rows, result.state().created());
        assertEquals(Set.of("t"), result.endProcessing().by().keySet());
    }

    @Test
    void rowsOfALostWorkerKeepTheirTimes() {
        FakeStage stage = trace(2, 1, w -> {});
        stage.cluster.at(seconds(2.5), stage.cluster.workers.get(0)::die);
        StageResult result = stage.run();
        assertEquals(200, result.state().created());
        for (RequestRecord record : stage.records) {
            assertEquals(
                    result.startNs() + rowNs(record.info().conversationId()),
                    record.timings().intended());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void usersSendOneTurnAtEverySlotOfTheirRateOnAnyNumberOfWorkers(int workers) {
        FakeStage stage =
                new FakeStage(new FakeCluster(5, workers, w -> w.serviceNs = c -> seconds(0.05))).maxRequests(333);
        stage.strategy = new StrategyPlan.Users(7, 50, null, 5);
        stage.rows = new FakeStage.Rows(Long.MAX_VALUE, 5);
        StageResult result = stage.run();
        assertEquals(333, result.state().created());
        assertEquals(333, result.state().successful());
        ArrivalSchedule.Cursor slots = Strategies.of(stage.strategy).schedule().cursor();
        List<Long> expected = LongStream.generate(slots::nextOffsetNs)
                .limit(333)
                .map(offset -> result.startNs() + offset)
                .boxed()
                .toList();
        assertEquals(
                expected,
                stage.records.stream().map(r -> r.timings().intended()).sorted().toList());
    }

    @Test
    void aTurnWhoseAnswerBeforeItCameLateKeepsItsTime() {
        FakeStage stage = new FakeStage(new FakeCluster(5, 2, w -> w.serviceNs = c -> seconds(2))).maxRequests(60);
        stage.strategy = new StrategyPlan.Users(4, 10, null, 3); // a gap of 0.4 s, answers after 2 s
        stage.rows = new FakeStage.Rows(Long.MAX_VALUE, 3);
        StageResult result = stage.run();
        assertEquals(60, result.state().created());
        assertTrue(stage.records.stream()
                .anyMatch(r -> r.timings().sendStart() - r.timings().intended() > seconds(1)));
        assertEquals(
                60,
                stage.records.stream()
                        .map(r -> r.timings().intended())
                        .distinct()
                        .count());
    }

    @Test
    void aRateThatEndsAtZeroEndsItsStage() {
        FakeStage stage = new FakeStage(new FakeCluster(9, 3, w -> {}));
        stage.strategy = new StrategyPlan.RateSeries(List.of(new RatePoint(0, 20), new RatePoint(10, 0)), null);
        StageResult result = stage.run();
        assertEquals(100, result.state().successful());
        assertEquals(
                Set.of(ExhaustedConstraint.KIND), result.endProcessing().by().keySet());
    }

    /** 200 rows, several at a time, over some seconds. */
    private static FakeStage trace(int workers, double timeScale, Consumer<FakeWorker> script) {
        FakeStage stage = new FakeStage(new FakeCluster(3, workers, script));
        stage.rows = new FakeStage.Rows(200, 1);
        stage.rows.times = TimedStageTest::rowNs;
        stage.strategy = new StrategyPlan.Trace(timeScale, null, Timetable.UNREAD);
        return stage;
    }

    private static long rowNs(long row) {
        return row / 3 * 77_000_000L;
    }
}
