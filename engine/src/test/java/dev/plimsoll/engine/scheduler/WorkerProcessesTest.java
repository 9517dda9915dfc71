package dev.plimsoll.engine.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.plan.SimulatorProfiles;
import dev.plimsoll.engine.plan.StrategyPlan;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.simulator.InferenceSimulator;
import dev.plimsoll.engine.simulator.NullTarget;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Stages over real child processes and real sockets. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class WorkerProcessesTest {
    private static NullTarget target;
    private static WorkerProcessGroup group;

    @BeforeAll
    static void startTwoWorkers() {
        target = NullTarget.start();
        group = RealWorkers.start(target.port(), RealWorkers.ordinary(), RealWorkers.ordinary());
    }

    @AfterAll
    static void endThem() {
        group.shutdown();
        target.close();
    }

    @Test
    void aConstantRateGivesExactlyItsCountOnExactlyItsSlots() {
        Heard heard = new Heard();
        StageResult result = RealWorkers.scheduler(group, 300, 0)
                .run(RealWorkers.stage(0, new StrategyPlan.Constant(200, null, 0)), new LocalEnvironment(), heard);
        assertOrderly(result, 300, heard);
        heard.records.forEach(r -> assertEquals(
                result.startNs() + (r.info().slot() + 1) * 5_000_000L,
                r.timings().intended()));
        assertEquals(
                300, heard.records.stream().map(r -> r.info().slot()).distinct().count());
        heard.records.forEach(
                r -> assertTrue(r.timings().sendStart() >= r.timings().intended(), "never early"));
    }

    @Test
    void aClosedLoopGivesExactlyItsCountOverBothWorkers() {
        Heard heard = new Heard();
        StageResult result = RealWorkers.scheduler(group, 4001, 0)
                .run(RealWorkers.stage(1, new StrategyPlan.Concurrent(8, 0)), new LocalEnvironment(), heard);
        assertOrderly(result, 4001, heard);
        assertEquals(
                8, heard.records.stream().map(r -> r.info().stream()).distinct().count());
        assertEquals(
                2, heard.records.stream().map(r -> r.info().worker()).distinct().count());
    }

    @Test
    void theUserStopsAStageThatWouldNotEnd() {
        Scheduler scheduler = RealWorkers.scheduler(group, Long.MAX_VALUE, 5);
        Heard heard = new Heard();
        heard.onUpdate = count -> {
            if (count == 1000) {
                scheduler.stop(true);
            }
        };
        StageResult result =
                scheduler.run(RealWorkers.stage(2, new StrategyPlan.Concurrent(4, 0)), new LocalEnvironment(), heard);
        assertTrue(result.stoppedByUser());
        assertNull(result.aborted());
        assertTrue(result.countsAddUp(), result::toString);
        assertEquals(result.state().created(), heard.records.size());
    }

    @Test
    void aKilledWorkerIsSurvivedAndTheNextStageRunsWithoutIt() {
        try (InferenceSimulator slow =
                        InferenceSimulator.start(SimulatorProfiles.of("fixed", 1), "127.0.0.1", 0, null);
                WorkerProcessGroup own =
                        RealWorkers.start(slow.port(), RealWorkers.ordinary(), RealWorkers.ordinary())) {
            Heard heard = new Heard();
            heard.onUpdate = count -> {
                if (count == 150) {
                    ProcessHandle.of(own.pids().get(1)).orElseThrow().destroyForcibly();
                }
            };
            StageResult result = RealWorkers.scheduler(own, 250, 0)
                    .run(RealWorkers.stage(0, new StrategyPlan.Constant(100, null, 0)), new LocalEnvironment(), heard);
            assertTrue(result.countsAddUp(), result::toString);
            assertEquals(250, result.state().created());
            assertNull(result.aborted());
            assertEquals(1, result.lost().size());
            assertEquals(1, result.lost().getFirst().worker());
            long lost = heard.records.stream()
                    .filter(r -> r.error() != null && r.error().kind() == ErrorKind.WORKER_LOST)
                    .count();
            assertTrue(lost > 0 && lost < 60, lost + " requests were under way");
            assertEquals(250 - lost, result.state().successful());
            assertEquals(1, own.alive());

            StageResult next = RealWorkers.scheduler(own, 8, 0)
                    .run(RealWorkers.stage(1, new StrategyPlan.Concurrent(4, 0)), new LocalEnvironment(), new Heard());
            assertEquals(8, next.state().successful());
            assertEquals(List.of(), next.lost());
        }
    }

    @Test
    void theSameProcessesCanBeSentToAnotherTarget() {
        NullTarget first = NullTarget.start();
        try (first;
                WorkerProcessGroup own =
                        RealWorkers.start(first.port(), RealWorkers.ordinary(), RealWorkers.ordinary())) {
            List<Long> pids = own.pids();
            StageResult before = RealWorkers.scheduler(own, 20, 0)
                    .run(RealWorkers.stage(0, new StrategyPlan.Concurrent(4, 0)), new LocalEnvironment(), new Heard());
            assertEquals(20, before.state().successful());
            first.close();
            own.brief(RealWorkers.briefing(target.port()));
            Heard heard = new Heard();
            StageResult after = RealWorkers.scheduler(own, 20, 0)
                    .run(RealWorkers.stage(0, new StrategyPlan.Concurrent(4, 0)), new LocalEnvironment(), heard);
            assertOrderly(after, 20, heard);
            assertEquals(pids, own.pids());
        }
    }

    @Test
    void aWorkerThatCannotStartIsToldWithItsLastWords() {
        PlimsollException e = assertThrows(
                PlimsollException.class,
                () -> RealWorkers.start(target.port(), RealWorkers.of("dev.plimsoll.NoSuchMain")));
        assertTrue(e.getMessage().contains("exit code 1"), e.getMessage());
        assertTrue(e.getMessage().contains("dev.plimsoll.NoSuchMain"), e.getMessage());
    }

    private static void assertOrderly(StageResult result, long count, Heard heard) {
        assertTrue(result.countsAddUp(), result::toString);
        assertEquals(count, result.state().created());
        assertEquals(count, result.state().successful());
        assertEquals(count, heard.records.size());
        assertNull(result.aborted());
        assertEquals(List.of(), result.lost());
        assertNotNull(result.endProcessing());
        assertFalse(result.stoppedByUser());
    }
}
