package dev.plimsoll.engine.scheduler;

import static dev.plimsoll.engine.scheduler.FakeCluster.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.constraint.Constraint;
import dev.plimsoll.engine.constraint.ExhaustedConstraint;
import dev.plimsoll.engine.constraint.SchedulerState;
import dev.plimsoll.engine.constraint.SchedulerUpdateAction;
import dev.plimsoll.engine.constraint.SchedulerUpdateAction.Processing;
import dev.plimsoll.engine.plan.StagePlan;
import dev.plimsoll.engine.plan.StrategyPlan;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestUpdate;
import dev.plimsoll.engine.record.SelfSample;
import dev.plimsoll.engine.wire.FromWorker;
import dev.plimsoll.engine.wire.ToWorker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class StageRunnerTest {
    // ---- open loop

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void anOpenLoopCreatesExactlyItsCountOnExactlyItsSlots(int workers) {
        FakeStage stage = stage(workers).maxRequests(250);
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
        FakeStage stage = stage(3).maxRequests(90);
        stage.strategy = new StrategyPlan.Constant(50, null, 0);
        stage.run();
        stage.records.forEach(r -> assertEquals(r.info().slot() % 3, r.info().worker()));
    }

    @Test
    void noSlotIsHandedOutAtOrAfterTheEndOfTheDuration() {
        FakeStage stage = stage(2).maxSeconds(3);
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
        FakeStage stage = stage(1).maxSeconds(5);
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
        FakeStage stage = stage(2, w -> w.serviceNs = c -> seconds(0.5)).maxRequests(40);
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
        FakeStage stage = stage(3);
        stage.rows = new FakeStage.Rows(100, 1);
        stage.strategy = new StrategyPlan.Constant(200, null, 0);
        StageResult result = stage.run();
        assertEquals(100, result.state().successful());
        assertEquals(Set.of(ExhaustedConstraint.KIND), result.endQueuing().by().keySet());
    }

    @Test
    void turnsOfConversationsTakeSlotsAndAllOfThemAreServed() {
        FakeStage stage = stage(3);
        stage.rows = new FakeStage.Rows(40, 3);
        stage.strategy = new StrategyPlan.Constant(200, null, 0);
        StageResult result = stage.run();
        assertEquals(120, result.state().successful());
        List<Long> slots =
                stage.records.stream().map(r -> r.info().slot()).sorted().toList();
        assertEquals(LongStream.range(0, 120).boxed().toList(), slots);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void conversationsOfRandomLengthsUseEverySlotThereIs(long seed) {
        Random random = new Random(seed);
        int[] turns = random.ints(random.nextInt(1, 30), 1, random.nextBoolean() ? 3 : 40)
                .toArray();
        int all = IntStream.of(turns).sum();
        FakeStage stage = stage(random.nextInt(1, 5));
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
        FakeStage stage = stage(2).maxRequests(40);
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
        FakeStage stage = stage(2).maxRequests(50);
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
        FakeStage stage = stage(workers).maxRequests(501);
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
        FakeStage stage = stage(2).maxRequests(100);
        stage.rows = new FakeStage.Rows(Long.MAX_VALUE, 7);
        StageResult result = stage.run();
        assertEquals(100, result.state().created());
        assertEquals(100, result.state().successful());
    }

    @Test
    void aFailedTurnCancelsTheRestOfItsConversationAndTheCountStaysExact() {
        FakeStage stage = stage(2, w -> w.errorRate = 0.2).maxRequests(200);
        stage.rows = new FakeStage.Rows(Long.MAX_VALUE, 4);
        StageResult result = stage.run();
        assertEquals(200, result.state().created());
        assertTrue(result.state().errored() > 0 && result.state().cancelled() > 0);
    }

    @Test
    void aFastClosedLoopIsFedWithoutGaps() {
        FakeStage stage = stage(1, w -> w.serviceNs = c -> 1_000_000L).maxSeconds(2);
        stage.strategy = new StrategyPlan.Concurrent(16, 0);
        StageResult result = stage.run();
        assertTrue(
                result.state().successful() > 0.97 * 16 * 2000,
                "16 streams of 1 ms requests make 32 000 in 2 s, but it were "
                        + result.state().successful());
    }

    @Test
    void nearTheEndAnIdleWorkerGetsWhatABusyOneHolds() {
        FakeStage stage = stage(2);
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
        FakeStage stage = stage(2);
        stage.rows = new FakeStage.Rows(33, 2);
        StageResult result = stage.run();
        assertEquals(66, result.state().successful());
        assertEquals(
                Set.of(ExhaustedConstraint.KIND), result.endProcessing().by().keySet());
    }

    @Test
    void anEmptyDatasetEndsTheStageAtOnce() {
        FakeStage stage = stage(2);
        stage.rows = new FakeStage.Rows(0, 1);
        StageResult result = stage.run();
        assertEquals(0, result.state().created());
        assertNotNull(result.endProcessing());
    }

    // ---- stops

    @Test
    void aTargetThatNeverAnswersCannotKeepAStageAlive() {
        FakeStage stage = stage(2, w -> w.serviceNs = c -> Long.MAX_VALUE).maxSeconds(4);
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
        FakeStage stage = stage(2, w -> w.endless = true).maxSeconds(3);
        StageResult result = stage.run();
        assertTrue(stage.cluster.nowNs() <= result.startNs() + seconds(3 + 1));
        assertEquals(2, result.lost().size());
        assertTrue(result.aborted().contains("no worker is left"), result.aborted());
    }

    @Test
    void aWorkerThatItsMachineHeldUpAtTheEndIsWaitedFor() {
        FakeStage stage = stage(2, w -> w.serviceNs = c -> seconds(30)).maxSeconds(3);
        StageResult result = heldUp(stage, seconds(2.5));
        assertEquals(List.of(), result.lost());
        assertNull(result.aborted());
        assertTrue(
                result.endNs() <= result.startNs() + seconds(3 + 1), "what was in flight ended in time all the same");
    }

    /** It has told that it knows of the end, and then its machine stops it before it gets there. */
    @Test
    void aWorkerThatItsMachineHeldUpJustBehindTheEndIsWaitedFor() {
        long endNs = stage(2).maxSeconds(3).run().startNs() + seconds(3);
        FakeStage stage = stage(2, w -> w.endless = true).maxSeconds(3);
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
        long endNs = stage(2).maxSeconds(3).run().startNs() + seconds(3);
        FakeStage stage = stage(2, w -> w.endless = true).maxSeconds(3);
        stage.cluster.coordinatorStandsStill(endNs + seconds(0.6), seconds(1.3));
        stage.cluster.at(endNs + seconds(2.3), () -> stage.cluster.workers.forEach(FakeWorker::comesToAnEnd));
        StageResult result = stage.run();
        assertEquals(List.of(), result.lost());
        assertNull(result.aborted());
    }

    @Test
    void aMuteWorkerIsLostAfterFiveSeconds() {
        FakeStage stage = stage(2).maxSeconds(20);
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
        FakeStage stage = stage(2, w -> w.errorRate = 1).maxErrors(10);
        StageResult result = stage.run();
        assertTrue(result.state().errored() >= 10 && result.state().errored() < 20);
        assertEquals(Set.of("e"), result.endProcessing().by().keySet());
        assertTrue(stage.acted.contains("max_errors"));
    }

    @Test
    void theUserStopsGracefullyFirstAndAtOnceTheSecondTime() {
        int[] asked = {0};
        FakeStage graceful = stage(2, w -> w.serviceNs = c -> seconds(3));
        graceful.graceSeconds = 10;
        graceful.stopRequests = () -> asked[0];
        graceful.cluster.at(seconds(2), () -> asked[0] = 1);
        StageResult result = graceful.run();
        assertTrue(result.stoppedByUser());
        assertNull(result.aborted());
        assertEquals(4, result.state().successful(), "those in flight came to their end");

        asked[0] = 0;
        FakeStage hasty = stage(2, w -> w.serviceNs = c -> seconds(30));
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
        FakeStage stage = stage(2);
        stage.constraints.add(new BrokenConstraint());
        StageResult result = stage.run();
        assertTrue(result.aborted().contains("broken"), result.aborted());
        assertEquals(List.of(), result.lost());
    }

    @Test
    void aListenerThatThrowsEndsTheStageInGoodOrder() {
        FakeStage stage = stage(2);
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
        FakeStage stage = stage(2);
        stage.rows.ready = 300;
        stage.rows.fault = PlimsollException.failed("rows.jsonl:301: not JSON", null);
        StageResult result = stage.run();
        assertEquals("rows.jsonl:301: not JSON", result.aborted());
    }

    @Test
    void aStopOfAllIsToldToTheOtherMachinesAndHeardFromThem() {
        Elsewhere asked = new Elsewhere();
        FakeStage here = stage(2, w -> w.errorRate = 1).maxErrors(10);
        here.environment = asked;
        here.run();
        assertEquals(Processing.CONTINUE, asked.told.getFirst());
        assertEquals(Processing.STOP_ALL, asked.told.getLast());

        Elsewhere stopped = new Elsewhere();
        FakeStage there = stage(2, w -> w.serviceNs = c -> seconds(30));
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
        FakeStage stage = stage(2);
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
        FakeStage stage = stage(2, w -> w.endless = true).maxSeconds(3);
        int[] asked = {0};
        stage.stopRequests = () -> asked[0];
        stage.cluster.at(seconds(2.5), () -> asked[0] = 1);
        StageResult result = stage.run();
        assertTrue(result.stoppedByUser());
        assertTrue(stage.cluster.nowNs() <= result.startNs() + seconds(3 + 1));
    }

    @Test
    void theFirstStopOfEachSortIsInTheStateWithAllThatSaidSo() {
        FakeStage stage =
                stage(2, w -> w.serviceNs = c -> seconds(0.3)).maxRequests(60).maxErrors(1000);
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
        FakeStage stage = stage(3).maxRequests(200).maxSeconds(10);
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
        FakeStage stage = stage(2).maxSeconds(4.5);
        StageResult result = stage.run();
        List<SelfSample> own = stage.self.stream().filter(s -> s.worker() < 0).toList();
        assertEquals(5, own.size());
        for (int i = 0; i < 5; i++) {
            assertEquals(i, Math.round((own.get(i).startNs() - result.startNs()) / 1e9));
        }
    }

    // ---- lost workers

    @Test
    void aWorkerThatChattersButTellsNothingOfItsStageIsLostToo() {
        FakeStage stage = stage(2).maxRequests(600);
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
        FakeStage stage = stage(seed, workers, w -> {
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
        FakeStage stage = stage(2).maxRequests(300);
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
        FakeStage stage = stage(2, w -> w.serviceNs = c -> seconds(0.2)).maxRequests(200);
        stage.cluster.at(seconds(2.5), stage.cluster.workers.get(0)::die);
        StageResult result = stage.run();
        assertEquals(200, result.state().created());
        assertEquals(198, result.state().successful(), "two of its streams were under way");
        assertEquals(2, result.state().errored());
    }

    @Test
    void aLostWorkerStopsTheStageWhereThePlanSaysSo() {
        FakeStage stage = stage(2).maxRequests(1000);
        stage.stopOnLoss = true;
        stage.cluster.at(seconds(2), stage.cluster.workers.get(0)::die);
        StageResult result = stage.run();
        assertTrue(result.aborted().contains("worker 0 was lost"), result.aborted());
        assertTrue(result.state().created() < 1000);
    }

    @Test
    void anEndWhoseRecordWasLostIsAnErrorInEveryCount() {
        FakeStage stage = stage(2, w -> w.recordsLate = true).maxRequests(100);
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
        FakeStage stage = stage(2);
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

    private static FakeStage stage(int workers) {
        return stage(workers, w -> {});
    }

    private static FakeStage stage(int workers, Consumer<FakeWorker> script) {
        return stage(17, workers, script);
    }

    private static FakeStage stage(long seed, int workers, Consumer<FakeWorker> script) {
        return new FakeStage(new FakeCluster(seed, workers, script));
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
