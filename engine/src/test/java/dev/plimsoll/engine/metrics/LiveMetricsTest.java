package dev.plimsoll.engine.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.plan.SloPlan;
import dev.plimsoll.engine.plan.TransientPlan;
import dev.plimsoll.engine.record.IntervalSample;
import dev.plimsoll.engine.record.RequestInfo;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.record.RequestUpdate;
import dev.plimsoll.engine.record.SelfSample;
import java.util.List;
import java.util.Set;
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
        live.stageStarted(Records.stage(10), Set.of(0, 1));
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
        live.stageStarted(Records.stage(10), Set.of(0, 1));
        for (int second = 0; second < 5; second++) {
            live.interval(second(0, second, 10, 40));
            live.interval(second(1, second, 20, 60));
        }
        live.ticked(counts(5.3, 150));
        LiveSnapshot snapshot = live.snapshot();
        assertEquals(5, snapshot.points().size());
        LiveSnapshot.Point first = snapshot.points().getFirst();
        assertEquals(30.0, first.completed());
        assertEquals(6.0, first.inFlight());
        assertEquals(300.0, first.outputTokens());
        assertEquals(30.0, snapshot.stages().getFirst().requestsPerSecond());
        assertEquals(60.0, there(snapshot.points().get(1).ttftP99Ms()), 0.05);
        assertEquals(80.0, there(first.latencyP50Ms()), 0.1);
        assertEquals(5.0, there(first.iclP99Ms()), 0.01);
        assertEquals(2, java.util.Arrays.stream(first.latency().counts()).sum());
    }

    @Test
    void theFirstSecondIsShownAsSoonAsEveryWorkerToldOfIt() {
        live.stageStarted(Records.stage(10), Set.of(0, 1));
        live.interval(second(0, 0, 10, 40));
        live.ticked(counts(1.3, 10));
        assertEquals(0, live.snapshot().points().size());
        live.interval(second(1, 0, 20, 60));
        live.ticked(counts(1.4, 30));
        assertEquals(1, live.snapshot().points().size());
    }

    @Test
    void aSecondWaitsForEveryWorkerThatTakesPart() {
        live.stageStarted(Records.stage(10), Set.of(0, 1));
        for (int second = 0; second < 4; second++) {
            live.interval(second(0, second, 10, 40));
            live.interval(second(1, second, 20, 60));
        }
        live.interval(second(0, 4, 10, 40));
        live.ticked(counts(5.3, 130));
        assertEquals(4, live.snapshot().points().size());
        // One that stays silent is not waited for.
        live.interval(second(0, 5, 10, 40));
        live.interval(second(0, 6, 10, 40));
        live.interval(second(0, 7, 10, 40));
        live.ticked(counts(8.3, 160));
        assertEquals(5, live.snapshot().points().size());
        assertEquals(10.0, live.snapshot().points().getLast().completed());
    }

    @Test
    void slotsCountInTheSecondInWhichTheyFellDue() {
        live.stageStarted(Records.stage(10), Set.of(0));
        for (int tick = 1; tick <= 64; tick++) {
            if (tick % 10 == 2 && tick > 10) {
                live.interval(second(0, tick / 10 - 1, 20, 40));
            }
            live.ticked(new LiveCounts(tick * 100_000_000L + 50_000_000L, tick * 2L + 1, 0, 0, 0, 0, 0, 0.5, 5.0));
        }
        List<LiveSnapshot.Point> points = live.snapshot().points();
        assertEquals(6, points.size());
        for (LiveSnapshot.Point point : points.subList(1, 6)) {
            assertEquals(20.0, there(point.offered()), 1e-9);
        }
        assertEquals(20.0, there(live.snapshot().stages().getFirst().offeredPerSecond()), 1e-9);
    }

    @Test
    void theTpotOfAnAnswerCountsWhereItEnded() {
        live.stageStarted(Records.stage(10), Set.of(0));
        for (int second = 0; second < 4; second++) {
            RequestInfo info = new RequestInfo(0, second, 0, -1, 0, 0, 0, 0, RequestInfo.NO_PARENTS, null);
            long end = second * 1_000_000_000L + 500_000_000L;
            live.updated(new RequestUpdate(
                    info, RequestStatus.COMPLETED, end, 0, end - 400_000_000L, end - 200_000_000L, 10, 11));
            live.interval(second(0, second, 1, 40));
        }
        live.ticked(counts(4.3, 4));
        assertEquals(4, live.snapshot().points().size());
        live.snapshot().points().forEach(point -> assertEquals(20.0, there(point.tpotP50Ms()), 0.05));
        assertEquals(20.0, there(live.snapshot().stages().getFirst().tpotP99Ms()), 0.05);
    }

    @Test
    void theWorstLoopOfASecondAndOfTheStageAreTold() {
        live.stageStarted(Records.stage(10), Set.of(0, 1));
        for (int second = 0; second < 4; second++) {
            live.self(self(0, second, 100));
            live.self(self(1, second, second == 2 ? 700 : 50));
            live.interval(second(0, second, 1, 40));
            live.interval(second(1, second, 1, 40));
        }
        live.ticked(counts(4.3, 4));
        assertEquals(700.0, there(live.snapshot().points().get(2).loopLagP99Us()));
        assertEquals(100.0, there(live.snapshot().points().get(3).loopLagP99Us()));
        LiveSelf self = live.snapshot().stages().getFirst().self();
        assertEquals(8, self.seconds());
        assertEquals(1400.0, there(self.loopLagMaxUs()));
        assertEquals(0.46, there(self.idleFraction()), 1e-9);
    }

    @Test
    void anObjectiveIsOpenUntilTheValuesDecideIt() {
        StageFacts facts = withSlos(
                new SloPlan("ttft", 99.0, 100, "ms"),
                new SloPlan("ttft", 50.0, 30, "ms"),
                new SloPlan("latency", null, 50, "ms"));
        live.stageStarted(facts, Set.of(0, 1));
        live.interval(second(0, 0, 1, 40));
        live.ticked(counts(1, 1));
        assertEquals(List.of("INCONCLUSIVE", "INCONCLUSIVE", "INCONCLUSIVE"), verdicts());
        for (int second = 1; second < 60; second++) {
            live.interval(second(0, second, 1, 40));
        }
        live.ticked(counts(60.3, 60));
        // Sixty values are too few for a p99, and enough for a median; one miss decides where each request counts.
        assertEquals(List.of("INCONCLUSIVE", "FAIL", "FAIL"), verdicts());
        LiveSlo p99 = live.snapshot().stages().getFirst().slos().getFirst();
        assertEquals(40.0, there(p99.measuredMs()), 0.05);
        assertTrue(there(p99.secondsToDecide()) > 300, "about 700 values decide");
        for (int second = 60; second < 1000; second++) {
            live.interval(second(0, second, 1, 40));
        }
        live.ticked(counts(1000.3, 1000));
        assertEquals(List.of("PASS", "FAIL", "FAIL"), verdicts());
    }

    private List<String> verdicts() {
        return live.snapshot().stages().getFirst().slos().stream()
                .map(LiveSlo::met)
                .toList();
    }

    private static StageFacts withSlos(SloPlan... slos) {
        StageFacts f = Records.stage(10);
        return new StageFacts(
                f.index(),
                f.strategy(),
                f.displayName(),
                f.openLoop(),
                f.scheduleSha256(),
                f.startNs(),
                f.endNs(),
                f.limitSeconds(),
                f.limitRequests(),
                f.warmup(),
                f.cooldown(),
                List.of(slos),
                f.notes());
    }

    private static SelfSample self(int worker, int second, long lagUs) {
        return new SelfSample(
                0,
                worker,
                second * 1_000_000_000L,
                1_000_000_000L,
                0,
                100_000_000L,
                lagUs * 2000,
                lagUs * 1000,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0.46,
                0,
                0,
                0,
                0,
                -1);
    }

    private static double there(@org.jspecify.annotations.Nullable Double value) {
        return java.util.Objects.requireNonNull(value);
    }

    @Test
    void aSecondThatComesTooLateStillCountsInTheStage() {
        live.stageStarted(Records.stage(10), Set.of(0, 1));
        for (int second = 1; second < 6; second++) {
            live.interval(second(0, second, 10, 40));
        }
        live.interval(second(1, 1, 10, 4000));
        live.ticked(counts(6, 60));
        LiveSnapshot.Stage stage = live.snapshot().stages().getFirst();
        assertEquals(10.0, live.snapshot().points().getFirst().completed());
        assertTrue(java.util.Objects.requireNonNull(stage.ttftP99Ms()) > 3900);
    }

    @Test
    void aStageThatEndedShowsItsExactFigures() {
        StageFacts facts = Records.stage(10);
        live.stageStarted(facts, Set.of(0, 1));
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
        assertEquals(99.0, there(live.snapshot().points().getFirst().ttftP50Ms()), 0.1, "its seconds stay");
    }

    @Test
    void memoryIsBoundedWhateverTheLength() {
        live.stageStarted(Records.stage(0), Set.of(0, 1));
        int seconds = LiveHistory.FINE + 10 * LiveHistory.COARSE + 1000;
        for (int second = 0; second < seconds; second++) {
            live.interval(second(0, second, 1, second == 700 ? 900 : 40));
        }
        live.ticked(counts(seconds, seconds));
        List<LiveSnapshot.Point> points = live.snapshot().points();
        assertTrue(points.size() <= LiveHistory.FINE + LiveHistory.COARSE + 10, points.size() + " points");
        assertEquals(10.0, points.getFirst().seconds());
        assertEquals(1.0, points.getLast().seconds());
        for (int i = 1; i < points.size(); i++) {
            assertEquals(
                    points.get(i - 1).atSeconds() + points.get(i - 1).seconds(),
                    points.get(i).atSeconds(),
                    "no second is lost or told twice");
        }
    }

    @Test
    void aSpikeOutlivesTheMergingOfItsSecond() {
        live.stageStarted(Records.stage(0), Set.of(0, 1));
        for (int second = 0; second < LiveHistory.FINE + 200; second++) {
            live.interval(second(0, second, 1, second == 77 ? 900 : 40));
        }
        live.ticked(counts(3800, 3800));
        LiveSnapshot.Point merged = live.snapshot().points().get(7);
        assertEquals(10.0, merged.seconds());
        assertEquals(900.0, there(merged.ttftP99Ms()), 1);
        assertEquals(40.0, there(merged.ttftP50Ms()), 0.1);
        assertEquals(1.0, merged.completed());
        assertEquals(10, java.util.Arrays.stream(merged.latency().counts()).sum());
    }

    @Test
    void theAreaInFlightIsSummedFromTheUpdatesAlone() {
        live.stageStarted(Records.stage(10), Set.of(0, 1));
        update(RequestStatus.IN_PROGRESS, 1_000, 1_000);
        update(RequestStatus.IN_PROGRESS, 1_500, 1_500);
        update(RequestStatus.FIRST_TOKEN, 1_600, 1_500);
        update(RequestStatus.COMPLETED, 2_000, 1_500);
        update(RequestStatus.ERRORED, 4_000, 1_000);
        live.updated(updateOf(RequestStatus.CANCELLED, 5_000, RequestTimings.ABSENT));
        assertEquals(3.5, live.inFlightSeconds(), 1e-9);
        assertEquals(3.5, live.inFlightSeconds(new double[] {0, 10}), 1e-9);
        assertEquals(-1, live.inFlightSeconds(new double[] {0, 9}), "another window than was expected");
    }

    @Test
    void theAreaInTheWindowIsWhatLiesInIt() {
        StageFacts whole = Records.stage(10);
        live.stageStarted(
                new StageFacts(
                        0,
                        whole.strategy(),
                        "",
                        true,
                        "",
                        0,
                        whole.endNs(),
                        10,
                        0,
                        new TransientPlan(null, 2.0, TransientPlan.Mode.DURATION),
                        new TransientPlan(null, 6.0, TransientPlan.Mode.DURATION),
                        List.of(),
                        List.of()),
                Set.of(0, 1));
        update(RequestStatus.IN_PROGRESS, 1_000, 1_000);
        update(RequestStatus.IN_PROGRESS, 1_500, 1_500);
        update(RequestStatus.COMPLETED, 1_900, 1_500);
        update(RequestStatus.IN_PROGRESS, 3_000, 3_000);
        update(RequestStatus.ERRORED, 3_500, 1_000);
        update(RequestStatus.COMPLETED, 9_000, 3_000);
        assertEquals(1.5 + 1.0, live.inFlightSeconds(new double[] {2, 4}), 1e-9);
    }

    private void update(RequestStatus status, long atMs, long sendMs) {
        live.updated(updateOf(status, atMs, sendMs * 1_000_000));
    }

    private static RequestUpdate updateOf(RequestStatus status, long atMs, long sendStartNs) {
        RequestInfo info = new RequestInfo(0, 0, 0, -1, 0, 0, 0, 0, RequestInfo.NO_PARENTS, null);
        return new RequestUpdate(info, status, atMs * 1_000_000, 0, sendStartNs, RequestTimings.ABSENT, -1, -1);
    }
}
