package dev.plimsoll.engine.scheduler;

import static dev.plimsoll.engine.scheduler.FakeCluster.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.constraint.Constraint;
import dev.plimsoll.engine.constraint.SchedulerState;
import dev.plimsoll.engine.constraint.SchedulerUpdateAction;
import dev.plimsoll.engine.constraint.SchedulerUpdateAction.Processing;
import dev.plimsoll.engine.plan.StagePlan;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.record.RequestUpdate;
import dev.plimsoll.engine.record.SelfSample;
import dev.plimsoll.engine.wire.FromWorker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a stage ends: by whom, with whom it waits, and that it always does. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class StageStopsTest {
    @Test
    void aTargetThatNeverAnswersCannotKeepAStageAlive() {
        FakeStage stage =
                FakeStage.of(2, w -> w.serviceNs = c -> Long.MAX_VALUE).maxSeconds(4);
        stage.graceSeconds = 2;
        StageResult result = stage.run();
        assertEquals(4, result.state().cancelled());
        assertTrue(stage.cluster.nowNs() <= result.startNs() + seconds(4 + 2 + 1));
        assertTrue(result.endNs() >= result.startNs() + seconds(6), "the grace period was given");
        assertEquals(List.of(), result.lost());
        stage.records.forEach(r -> assertEquals("constraint", r.cancelReason()));
    }

    @Test
    void workersThatDoNotConfirmTheEndAreLostWithinTheSecond() {
        FakeStage stage = FakeStage.of(2, w -> w.endless = true).maxSeconds(3);
        StageResult result = stage.run();
        assertTrue(stage.cluster.nowNs() <= result.startNs() + seconds(3 + 1));
        assertEquals(2, result.lost().size());
        assertTrue(result.aborted().contains("no worker is left"), result.aborted());
    }

    @Test
    void aWorkerThatItsMachineHeldUpAtTheEndIsWaitedFor() {
        FakeStage stage = FakeStage.of(2, w -> w.serviceNs = c -> seconds(30)).maxSeconds(3);
        StageResult result = heldUp(stage, seconds(2.5));
        assertEquals(List.of(), result.lost());
        assertNull(result.aborted());
        assertTrue(
                result.endNs() <= result.startNs() + seconds(3 + 1), "what was in flight ended in time all the same");
    }

    /** It has told that it knows of the end, and then its machine stops it before it gets there. */
    @Test
    void aWorkerThatItsMachineHeldUpJustBehindTheEndIsWaitedFor() {
        long endNs = FakeStage.of(2).maxSeconds(3).run().startNs() + seconds(3);
        FakeStage stage = FakeStage.of(2, w -> w.endless = true).maxSeconds(3);
        stage.cluster.workers.getFirst().endless = false;
        stage.cluster.at(seconds(6.5), stage.cluster.workers.get(1)::comesToAnEnd);
        StageResult result = heldUp(stage, endNs + seconds(0.25));
        assertEquals(List.of(), result.lost());
        assertNull(result.aborted());
    }

    /** What the second worker says from an instant on arrives at 6.5 s. */
    private static StageResult heldUp(FakeStage stage, long fromNs) {
        FakeWorker heldUp = stage.cluster.workers.get(1);
        FakeCluster.Out pipe = heldUp.out;
        List<FromWorker> held = new ArrayList<>();
        stage.cluster.at(fromNs, () -> heldUp.out = held::add);
        stage.cluster.at(seconds(6.5), () -> {
            held.forEach(pipe::send);
            heldUp.out = pipe;
        });
        return stage.run();
    }

    /** The worker goes on a little longer than promised, and what it says of its end waits for the coordinator. */
    @Test
    void whatWasToldWhileTheCoordinatorStoodStillIsReadBeforeAWorkerIsGivenUp() {
        long endNs = FakeStage.of(2).maxSeconds(3).run().startNs() + seconds(3);
        FakeStage stage = FakeStage.of(2, w -> w.endless = true).maxSeconds(3);
        stage.cluster.coordinatorStandsStill(endNs + seconds(0.6), seconds(1.3));
        stage.cluster.at(endNs + seconds(2.3), () -> stage.cluster.workers.forEach(FakeWorker::comesToAnEnd));
        StageResult result = stage.run();
        assertEquals(List.of(), result.lost());
        assertNull(result.aborted());
    }

    @Test
    void aMuteWorkerIsLostAfterFiveSeconds() {
        FakeStage stage = FakeStage.of(2).maxSeconds(20);
        stage.cluster.workers.get(1).mute = true;
        StageResult result = stage.run();
        assertEquals(1, result.lost().size());
        assertEquals(1, result.lost().getFirst().worker());
        assertTrue(stage.cluster.workers.get(1).dead, "and killed");
        long silentNs = result.lost().getFirst().atNs();
        assertTrue(silentNs >= seconds(5) && silentNs <= seconds(5.2), "lost at " + silentNs);
        assertTrue(result.state().successful() > 300, "the other went on");
    }

    @Test
    void errorsStopEverythingAtOnce() {
        FakeStage stage = FakeStage.of(2, w -> w.errorRate = 1).maxErrors(10);
        StageResult result = stage.run();
        assertTrue(result.state().errored() >= 10 && result.state().errored() < 20);
        assertEquals(Set.of("e"), result.endProcessing().by().keySet());
        assertTrue(stage.acted.contains("max_errors"));
    }

    @Test
    void theUserStopsGracefullyFirstAndAtOnceTheSecondTime() {
        int[] asked = {0};
        FakeStage graceful = FakeStage.of(2, w -> w.serviceNs = c -> seconds(3));
        graceful.graceSeconds = 10;
        graceful.stopRequests = () -> asked[0];
        graceful.cluster.at(seconds(2), () -> asked[0] = 1);
        StageResult result = graceful.run();
        assertTrue(result.stoppedByUser());
        assertNull(result.aborted());
        assertEquals(4, result.state().successful(), "those in flight came to their end");

        asked[0] = 0;
        FakeStage hasty = FakeStage.of(2, w -> w.serviceNs = c -> seconds(30));
        hasty.graceSeconds = 10;
        hasty.stopRequests = () -> asked[0];
        hasty.cluster.at(seconds(2), () -> asked[0] = 1);
        hasty.cluster.at(seconds(4), () -> asked[0] = 2);
        StageResult aborted = hasty.run();
        assertEquals(4, aborted.state().cancelled());
        assertTrue(aborted.endNs() < seconds(5));
        assertNotNull(aborted.aborted());
        hasty.records.forEach(r -> assertEquals("user", r.cancelReason()));
    }

    @Test
    void aConstraintThatThrowsEndsTheStageInGoodOrder() {
        FakeStage stage = FakeStage.of(2);
        stage.constraints.add(new BrokenConstraint());
        StageResult result = stage.run();
        assertTrue(result.aborted().contains("broken"), result.aborted());
        assertEquals(List.of(), result.lost());
    }

    @Test
    void aListenerThatThrowsEndsTheStageInGoodOrder() {
        FakeStage stage = FakeStage.of(2);
        stage.onUpdate = u -> {
            if (stage.updates.size() == 50) {
                throw PlimsollException.failed("The disk is full.", null);
            }
        };
        StageResult result = stage.run();
        assertEquals("The disk is full.", result.aborted());
    }

    @Test
    void aBrokenRowEndsTheStageWithItsMessage() {
        FakeStage stage = FakeStage.of(2);
        stage.rows.ready = 300;
        stage.rows.fault = PlimsollException.failed("rows.jsonl:301: not JSON", null);
        StageResult result = stage.run();
        assertEquals("rows.jsonl:301: not JSON", result.aborted());
    }

    @Test
    void aStopOfAllIsToldToTheOtherMachinesAndHeardFromThem() {
        Elsewhere asked = new Elsewhere();
        FakeStage here = FakeStage.of(2, w -> w.errorRate = 1).maxErrors(10);
        here.environment = asked;
        here.run();
        assertEquals(Processing.CONTINUE, asked.told.getFirst());
        assertEquals(Processing.STOP_ALL, asked.told.getLast());

        Elsewhere stopped = new Elsewhere();
        FakeStage there = FakeStage.of(2, w -> w.serviceNs = c -> seconds(30));
        there.environment = stopped;
        there.graceSeconds = 10;
        there.cluster.at(seconds(3), () -> stopped.decided = Processing.STOP_ALL);
        StageResult result = there.run();
        assertEquals(4, result.state().cancelled());
        assertTrue(result.endNs() <= seconds(3.5), "at once, whatever the grace period");
        assertNull(result.endProcessing(), "no constraint of this machine said so");
    }

    @Test
    void anEnvironmentThatFailsEndsTheStageInGoodOrder() {
        PlimsollException gone = PlimsollException.failed("The other machine is gone.", null);
        FakeStage stage = FakeStage.of(2);
        stage.environment = new Elsewhere() {
            @Override
            public Processing updateRunIteration(SchedulerState state, Processing here) {
                if (state.processed() > 50) {
                    throw gone;
                }
                return here;
            }
        };
        StageResult result = stage.run();
        assertEquals("The other machine is gone.", result.aborted());
        assertEquals(List.of(), result.lost());
        assertSame(gone, assertThrows(PlimsollException.class, () -> stage.environment.syncRunEnd(stage)));
    }

    @Test
    void thePromiseOfADurationHoldsWhateverStoppedTheStageBefore() {
        FakeStage stage = FakeStage.of(2, w -> w.endless = true).maxSeconds(3);
        int[] asked = {0};
        stage.stopRequests = () -> asked[0];
        stage.cluster.at(seconds(2.5), () -> asked[0] = 1);
        StageResult result = stage.run();
        assertTrue(result.stoppedByUser());
        assertTrue(stage.cluster.nowNs() <= result.startNs() + seconds(3 + 1));
    }

    @Test
    void theFirstStopOfEachSortIsInTheStateWithAllThatSaidSo() {
        FakeStage stage = FakeStage.of(2, w -> w.serviceNs = c -> seconds(0.3))
                .maxRequests(60)
                .maxErrors(1000);
        StageResult result = stage.run();
        List<SchedulerState> states = stage.states;
        for (SchedulerState state : states) {
            boolean allCreated = state.created() >= 60;
            assertEquals(allCreated, state.judgement().endQueuing() != null, () -> "at " + state);
            assertEquals(state.processed() >= 60, state.judgement().endProcessing() != null, () -> "at " + state);
            assertEquals(Set.of("n", "e"), state.judgement().latest().keySet());
        }
        long firstNs = states.stream()
                .filter(s -> s.created() >= 60)
                .findFirst()
                .orElseThrow()
                .nowNs();
        assertEquals(firstNs, result.endQueuing().atNs());
        assertEquals(firstNs, result.state().endQueuingNs());
        assertEquals(60L, result.endQueuing().by().get("n").metadata().get("createdRequests"));
        assertTrue(result.endProcessing().atNs() > firstNs);
        assertEquals(result.latest(), result.state().judgement().latest());
    }

    @Test
    void progressNeverGoesBackInTheHistoryOfStates() {
        FakeStage stage = FakeStage.of(3).maxRequests(200).maxSeconds(10);
        stage.run();
        double last = 1;
        for (SchedulerState state : stage.states) {
            double left = state.judgement().progress().remainingFraction();
            assertTrue(left <= last);
            last = left;
        }
        assertEquals(0, last);
    }

    @Test
    void theCoordinatorMeasuresItselfInEverySecondOfTheStage() {
        FakeStage stage = FakeStage.of(2).maxSeconds(4.5);
        StageResult result = stage.run();
        List<SelfSample> own = stage.self.stream().filter(s -> s.worker() < 0).toList();
        assertEquals(5, own.size());
        for (int i = 0; i < 5; i++) {
            assertEquals(i, Math.round((own.get(i).startNs() - result.startNs()) / 1e9));
        }
    }

    /** One of several machines. */
    private static class Elsewhere implements Environment {
        final List<Processing> told = new ArrayList<>();
        Processing decided = Processing.CONTINUE;
        private final LocalEnvironment local = new LocalEnvironment();

        @Override
        public int node() {
            return 1;
        }

        @Override
        public Lease lease() {
            return local.lease();
        }

        @Override
        public StagePlan syncRunParams(StagePlan stage) {
            return stage;
        }

        @Override
        public long syncRunStart(int workers, long nowNs) {
            return local.syncRunStart(workers, nowNs);
        }

        @Override
        public Processing updateRunIteration(SchedulerState state, Processing here) {
            assertEquals(1, state.node());
            told.add(here);
            return here.compareTo(decided) > 0 ? here : decided;
        }

        @Override
        public void syncRunError(PlimsollException error) {
            local.syncRunError(error);
        }

        @Override
        public void syncRunEnd(StageListener listener) {
            local.syncRunEnd(listener);
        }
    }

    /** Throws in the middle of a stage. */
    private static final class BrokenConstraint implements Constraint {
        private int calls;

        @Override
        public String id() {
            return "broken";
        }

        @Override
        public String kind() {
            return "broken";
        }

        @Override
        public SchedulerUpdateAction evaluate(SchedulerState state, @Nullable RequestUpdate update) {
            if (++calls > 100) {
                throw new IllegalStateException("on purpose");
            }
            return new SchedulerUpdateAction(
                    SchedulerUpdateAction.Queuing.CONTINUE,
                    SchedulerUpdateAction.Processing.CONTINUE,
                    dev.plimsoll.engine.plan.StoppingScope.CURRENT,
                    Map.of(),
                    dev.plimsoll.engine.constraint.SchedulerProgress.UNKNOWN);
        }

        @Override
        public Map<String, Object> describe() {
            return Map.of();
        }
    }
}
