package dev.plimsoll.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.plimsoll.engine.constraint.Judgement;
import dev.plimsoll.engine.constraint.SchedulerProgress;
import dev.plimsoll.engine.constraint.SchedulerState;
import dev.plimsoll.engine.constraint.SchedulerUpdateAction;
import dev.plimsoll.engine.metrics.LiveCounts;
import dev.plimsoll.engine.metrics.LiveMetrics;
import dev.plimsoll.engine.metrics.StageFacts;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.plan.RunPlan;
import dev.plimsoll.engine.plan.StagePlan;
import dev.plimsoll.engine.plan.StoppingScope;
import dev.plimsoll.engine.plan.StrategyPlan;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.run.RunStatus.Phase;
import dev.plimsoll.engine.strategy.Strategies;
import dev.plimsoll.engine.strategy.Strategy;
import dev.plimsoll.engine.time.RunAnchor;
import dev.plimsoll.engine.trust.SaturationReport;
import dev.plimsoll.engine.trust.TrustReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BoardTest {
    private static final RunPlan SWEEP = RunPlans.of(
            "{\"kind\": \"sweep\", \"size\": 4, \"cooldownBetween\": 3}",
            "{\"kind\": \"max_duration\", \"seconds\": 20}",
            ", \"warmup\": 5");

    private final AtomicLong now = new AtomicLong();
    private final LiveMetrics live = new LiveMetrics();
    private final Board board = new Board(SWEEP, live, now::get);

    @Test
    void beforeTheFirstStageAllAreThereAndPendingWithTheTimeTheyMayTake() {
        RunStatus status = board.status();
        assertEquals(
                List.of(Phase.PENDING, Phase.PENDING, Phase.PENDING, Phase.PENDING),
                status.stages().stream().map(RunStatus.Stage::phase).toList());
        assertEquals("synchronous", status.stages().getFirst().name());
        assertEquals("constant@…", status.stages().getLast().name());
        assertEquals("Constant, rate to come", status.stages().getLast().title());
        assertEquals(4 * 20 + 3 * 3, status.remainingSeconds());
        assertEquals(0, status.elapsedSeconds());
        assertNull(status.verdict());
    }

    @Test
    void aStageGoesFromWarmUpOverRunningToDoneAndTheTimeLeftFollows() {
        begin(0, new StrategyPlan.Synchronous());
        assertEquals(Phase.WARM_UP, running().phase());
        tick(5, 15);
        assertEquals(Phase.RUNNING, running().phase());
        RunStatus status = board.status();
        assertEquals(5, status.elapsedSeconds());
        assertEquals(15 + 3 * 20 + 3 * 3, status.remainingSeconds());
        assertEquals(status.elapsedSeconds() + status.remainingSeconds(), status.totalSeconds());
        end(0, "PASS", List.of());
        assertEquals(Phase.DONE, board.status().stages().getFirst().phase());
        assertEquals("VALID", board.status().verdict());
        assertEquals(3 * 20 + 2 * 3, board.status().remainingSeconds());
    }

    @Test
    void theGracePeriodIsAPhaseOfItsOwn() {
        begin(0, new StrategyPlan.Synchronous());
        board.ticked(state(20, 20_000_000_000L));
        assertEquals(Phase.STOPPING, running().phase());
    }

    @Test
    void afterTheEndNothingIsPendingAndTimeStandsStill() {
        begin(0, new StrategyPlan.Synchronous());
        tick(5, 15);
        end(0, "PASS", List.of());
        board.ended();
        now.addAndGet(60_000_000_000L);
        RunStatus status = board.status();
        assertEquals(1, status.stages().size());
        assertEquals(5, status.elapsedSeconds());
        assertEquals(0, status.remainingSeconds());
    }

    @Test
    void theLogTellsTheStoryOfAStageOnceEach() {
        board.workersReady(2);
        begin(0, new StrategyPlan.Constant(44, null, 0));
        SchedulerUpdateAction warning = new SchedulerUpdateAction(
                SchedulerUpdateAction.Queuing.CONTINUE,
                SchedulerUpdateAction.Processing.CONTINUE,
                StoppingScope.CURRENT,
                Map.of(
                        SchedulerUpdateAction.IS_OVER_SATURATED,
                        true,
                        "concurrentSlope",
                        1.2,
                        "concurrentSlopeMoe",
                        0.25),
                SchedulerProgress.UNKNOWN);
        SchedulerUpdateAction stop = new SchedulerUpdateAction(
                SchedulerUpdateAction.Queuing.STOP,
                SchedulerUpdateAction.Processing.STOP_LOCAL,
                StoppingScope.CURRENT,
                Map.of(),
                SchedulerProgress.UNKNOWN);
        tick(12, 8);
        board.constraintActed("c1", "over_saturation", warning, state(12, RequestTimings.ABSENT));
        board.constraintActed("c1", "over_saturation", warning, state(13, RequestTimings.ABSENT));
        board.workerLost(1, "killed", 14_000_000_000L);
        board.constraintActed("c0", "max_duration", stop, state(20, RequestTimings.ABSENT));
        board.constraintActed("c0", "max_duration", stop, state(20, RequestTimings.ABSENT));
        RunStatus.Saturation saturation = board.status().saturations().getFirst();
        assertEquals("The server takes in 44.0 req/s but completes 40.0.", saturation.sentence());
        assertEquals(
                List.of("in flight grows 1.20/s (95 % CI 0.900–1.50)", "detector over_saturation"),
                saturation.evidence());
        assertEquals(1, board.status().workers());
        end(
                0,
                "FAIL",
                List.of(new SaturationReport(0, 10, List.of("over_saturation", "achieved_offered"), "It is full.")));
        assertEquals(
                List.of(
                        "2 workers ready",
                        "Stage 1 started · Constant 44.0",
                        "The server takes in 44.0 req/s but completes 40.0.",
                        "Worker 2 was lost: killed",
                        "Stage 1 stops: its time was over (max_duration)",
                        "Stage 1 ended · SLO TTFT p99 ≤ 500 ms failed, n = 480"),
                board.events().stream().map(RunEvent::sentence).toList());
        assertEquals(
                List.of(
                        "in flight grows 1.20/s (95 % CI 0.900–1.50)",
                        "detector over_saturation", "completed less than 98 % of what was offered"),
                board.status().saturations().getFirst().evidence());
    }

    @Test
    void theLogIsBounded() {
        EventLog log = new EventLog();
        for (int i = 0; i < 3 * EventLog.MOST_EVENTS; i++) {
            log.add(new RunEvent(i, RunEvent.Kind.RUN, null, "event " + i));
        }
        assertEquals(EventLog.MOST_EVENTS, log.all().size());
        assertEquals(3 * EventLog.MOST_EVENTS - 1, log.all().getLast().atSeconds());
    }

    @Test
    void whereAClosedLoopHasNoTimeLimitTheTimeLeftIsUnknown() {
        RunPlan plan = RunPlans.of(
                "{\"kind\": \"concurrent\", \"streams\": [1, 2]}", "{\"kind\": \"max_requests\", \"count\": 20}", "");
        assertEquals(-1, new Board(plan, live, now::get).status().remainingSeconds());
        RunPlan rated = RunPlans.of(
                "{\"kind\": \"constant\", \"rate\": [5, 10]}", "{\"kind\": \"max_requests\", \"count\": 20}", "");
        assertEquals(4 + 2, new Board(rated, live, now::get).status().remainingSeconds());
    }

    private RunStatus.Stage running() {
        return java.util.Objects.requireNonNull(board.status().running());
    }

    private void begin(int index, StrategyPlan plan) {
        board.began(new RunAnchor(0, Instant.EPOCH));
        Strategy strategy = Strategies.of(plan);
        StageFacts facts = Stages.facts(SWEEP, new StagePlan(index, plan), strategy, 0);
        board.stageStarted(facts, StageTitle.of(plan));
        live.stageStarted(facts, java.util.Set.of(0));
    }

    private void tick(double seconds, double left) {
        now.set(Math.round(seconds * 1e9));
        live.ticked(new LiveCounts(
                now.get(), Math.round(40 * seconds), 0, Math.round(40 * seconds), 0, 0, 0, left / 20, left));
        board.ticked(state(seconds, RequestTimings.ABSENT));
    }

    private void end(int index, String met, List<SaturationReport> saturation) {
        StageSummary.Counts counts = new StageSummary.Counts(480, 480, 0, 0, 0);
        StageSummary summary = new StageSummary(
                index,
                Map.of(),
                "",
                false,
                "",
                0,
                20,
                new double[] {0, 20},
                counts,
                counts,
                List.of(),
                Map.of(),
                new StageSummary.Rates(null, 0.0, 24, 0.0, 0.0, null),
                new StageSummary.Totals(0L, 0L),
                new StageSummary.Concurrency(0.0, 0L),
                List.of(new StageSummary.SloResult("ttft", "p99", 500, 600.0, met, 0.5)),
                List.of());
        live.stageEnded(summary);
        board.stageEnded(summary, TrustReport.of(List.of(), 8), saturation, List.of(summary));
    }

    private static SchedulerState state(double seconds, long endProcessingNs) {
        return new SchedulerState(
                0,
                1,
                Math.round(seconds * 1e9),
                0,
                0,
                0,
                RequestTimings.ABSENT,
                endProcessingNs,
                100,
                0,
                0,
                0,
                100,
                100,
                0,
                0,
                0,
                0,
                Judgement.NONE);
    }
}
