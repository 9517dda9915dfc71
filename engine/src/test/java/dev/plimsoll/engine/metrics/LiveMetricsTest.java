package dev.plimsoll.engine.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.record.IntervalSample;
import dev.plimsoll.engine.record.RequestInfo;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.record.RequestUpdate;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LiveMetricsTest {
    private final LiveMetrics live = new LiveMetrics();

    private static Histogram of(long... values) {
        Histogram histogram = new Histogram(3);
        for (long value : values) {
            histogram.recordValue(value);
        }
        return histogram;
    }

    /** A worker's second with requests of so many ms TTFT. */
    private static IntervalSample second(int worker, int second, long completed, long ttftMs) {
        return new IntervalSample(
                0,
                worker,
                second * 1_000_000_000L,
                1_000_000_000L,
                completed,
                completed,
                0,
                3,
                completed * 10,
                completed * 10,
                of(20_000),
                of(ttftMs * 1000),
                of(ttftMs * 2000),
                of(5000));
    }

    private static LiveCounts counts(double seconds, long successful) {
        return new LiveCounts(Math.round(seconds * 1e9), successful + 3, 3, successful, 0, 0, 0, 0.5, 5.0);
    }

    @Test
    void beforeTheFirstStageThereIsNothing() {
        assertEquals(List.of(), live.snapshot().stages());
        assertThrows(IllegalStateException.class, () -> live.ticked(counts(1, 1)));
    }

    @Test
    void aSnapshotIsThatOfTheLastTick() {
        live.stageStarted(Records.stage(10));
        LiveSnapshot before = live.snapshot();
        live.interval(second(0, 0, 5, 40));
        assertSame(before, live.snapshot());
        live.ticked(counts(1, 5));
        LiveSnapshot.Stage stage = live.snapshot().stages().getFirst();
        assertFalse(stage.exact());
        assertEquals(3, stage.counts().inFlight());
        assertEquals(1.0, stage.elapsedSeconds());
        assertEquals(40.0, java.util.Objects.requireNonNull(stage.ttftP50Ms()), 0.05);
        assertEquals(20.0, java.util.Objects.requireNonNull(stage.sendLagP99Us()), 0.05);
        assertEquals(5.0, stage.requestsPerSecond());
        assertNull(before.stages().getFirst().ttftP50Ms());
    }

    @Test
    void theSecondsOfAllWorkersAreJoined() {
        live.stageStarted(Records.stage(10));
        for (int second = 0; second < 5; second++) {
            live.interval(second(0, second, 10, 40));
            live.interval(second(1, second, 20, 60));
        }
        live.ticked(counts(5, 150));
        LiveSnapshot.Stage stage = live.snapshot().stages().getFirst();
        // The last seconds are still open: a worker may be late.
        assertEquals(2, stage.points().size());
        assertEquals(30.0, stage.points().getFirst().completed());
        assertEquals(6.0, stage.points().getFirst().inFlight());
        assertEquals(300.0, stage.points().getFirst().outputTokens());
        assertEquals(30.0, stage.requestsPerSecond());
        assertEquals(
                60.0, java.util.Objects.requireNonNull(stage.points().get(1).ttftP99Ms()), 0.05);
    }

    @Test
    void aSecondThatComesTooLateStillCountsInTheStage() {
        live.stageStarted(Records.stage(10));
        for (int second = 1; second < 6; second++) {
            live.interval(second(0, second, 10, 40));
        }
        live.interval(second(1, 1, 10, 4000));
        live.ticked(counts(6, 60));
        LiveSnapshot.Stage stage = live.snapshot().stages().getFirst();
        assertEquals(10.0, stage.points().getFirst().completed());
        assertTrue(java.util.Objects.requireNonNull(stage.ttftP99Ms()) > 3900);
    }

    @Test
    void aStageThatEndedShowsItsExactFigures() {
        StageFacts facts = Records.stage(10);
        live.stageStarted(facts);
        live.interval(second(0, 0, 5, 99));
        live.ticked(counts(1, 5));
        StageFiguresBuilder builder = new StageFiguresBuilder(facts);
        builder.add(Records.streamed(0, 0, 0, 2, 20, 30));
        live.stageEnded(builder.build().summary());
        LiveSnapshot.Stage stage = live.snapshot().stages().getFirst();
        assertTrue(stage.exact());
        assertEquals(20.0, stage.ttftP50Ms());
        assertEquals(1, stage.counts().successful());
        assertEquals(0, stage.counts().inFlight());
        assertEquals(List.of(), stage.points());
    }

    @Test
    void memoryIsBoundedWhateverTheLength() {
        live.stageStarted(Records.stage(0));
        for (int second = 0; second < LiveStage.MOST_POINTS + 100; second++) {
            live.interval(second(0, second, 1, 40));
        }
        live.ticked(counts(1300, 1300));
        assertEquals(
                LiveStage.MOST_POINTS,
                live.snapshot().stages().getFirst().points().size());
    }

    @Test
    void theAreaInFlightIsSummedFromTheUpdatesAlone() {
        live.stageStarted(Records.stage(10));
        update(RequestStatus.IN_PROGRESS, 1_000, 1_000);
        update(RequestStatus.IN_PROGRESS, 1_500, 1_500);
        update(RequestStatus.FIRST_TOKEN, 1_600, 1_500);
        update(RequestStatus.COMPLETED, 2_000, 1_500);
        update(RequestStatus.ERRORED, 4_000, 1_000);
        live.updated(updateOf(RequestStatus.CANCELLED, 5_000, RequestTimings.ABSENT));
        assertEquals(3.5, live.inFlightSeconds(), 1e-9);
    }

    private void update(RequestStatus status, long atMs, long sendMs) {
        live.updated(updateOf(status, atMs, sendMs * 1_000_000));
    }

    private static RequestUpdate updateOf(RequestStatus status, long atMs, long sendStartNs) {
        RequestInfo info = new RequestInfo(0, 0, 0, -1, 0, 0, 0, 0, RequestInfo.NO_PARENTS, null);
        return new RequestUpdate(info, status, atMs * 1_000_000, 0, sendStartNs, RequestTimings.ABSENT, -1, -1);
    }
}
