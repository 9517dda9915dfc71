package dev.plimsoll.engine.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.plan.StrategyPlan;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.simulator.NullTarget;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real processes that break the protocol, stand still or flood the coordinator: each is told, and nothing hangs. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class WorkerLossTest {
    private static final StrategyPlan HUNDRED_A_SECOND = new StrategyPlan.Constant(100, null, 0);
    private final Set<ProcessHandle> before = ProcessHandle.current().children().collect(Collectors.toSet());
    private NullTarget target;

    @BeforeEach
    void startTarget() {
        target = NullTarget.start();
    }

    @AfterEach
    void stopTarget() {
        target.close();
    }

    // ---- before a stage

    @ParameterizedTest
    @CsvSource({
        "garbage, something else was written into the pipe",
        "half, the stream ended within a frame",
        "old, two versions are mixed on the class path"
    })
    void aWorkerThatBreaksTheProtocolBeforeItIsReadyIsToldAndEndsTheOthers(String script, String told) {
        PlimsollException e = assertThrows(
                PlimsollException.class,
                () -> RealWorkers.start(target.port(), RealWorkers.ordinary(), RealWorkers.scripted(script)));
        assertTrue(e.getMessage().contains("Worker process 1"), e.getMessage());
        assertTrue(e.getMessage().contains(told), e.getMessage());
        assertNoWorkerIsLeft();
    }

    @Test
    void aWorkerThatNeverGetsReadyIsToldAndEnded() {
        PlimsollException e = assertThrows(
                PlimsollException.class,
                () -> RealWorkers.start(target.port(), 3_000_000_000L, RealWorkers.scripted("never-ready")));
        assertEquals("Worker process 0 was not ready within 3 s.", e.getMessage());
        assertNoWorkerIsLeft();
    }

    // ---- in a stage

    @ParameterizedTest
    @CsvSource({
        "stage-garbage, something else was written into the pipe",
        "stage-half, the stream ended within a frame",
        "stage-fault, no memory is left",
        "stage-flood, it said nothing for 5 s"
    })
    void aWorkerThatBreaksInAStageIsLostAndTheOtherDoesItsWork(String script, String told) {
        try (WorkerProcessGroup group =
                RealWorkers.start(target.port(), RealWorkers.ordinary(), RealWorkers.scripted(script))) {
            Heard heard = new Heard();
            StageResult result = RealWorkers.scheduler(group, 150, 0)
                    .run(RealWorkers.stage(0, HUNDRED_A_SECOND), new LocalEnvironment(), heard);
            assertTrue(result.countsAddUp(), result::toString);
            assertNull(result.aborted());
            assertEquals(150, result.state().successful());
            assertEquals(1, result.lost().size());
            assertEquals(1, result.lost().getFirst().worker());
            assertTrue(result.lost().getFirst().why().contains(told), result.lost()::toString);
            heard.records.forEach(r -> assertEquals(
                    result.startNs() + (r.info().slot() + 1) * 10_000_000L,
                    r.timings().intended(),
                    "the slots of the lost one keep their times"));
            assertEquals(1, group.alive());
        }
        assertNoWorkerIsLeft();
    }

    @Test
    void withoutAnyWorkerLeftTheStageEndsAbortedAndTheNextIsRefused() {
        try (WorkerProcessGroup group = RealWorkers.start(
                target.port(), RealWorkers.scripted("stage-garbage"), RealWorkers.scripted("stage-fault"))) {
            Scheduler scheduler = RealWorkers.scheduler(group, 150, 0);
            LocalEnvironment environment = new LocalEnvironment();
            StageResult result = scheduler.run(RealWorkers.stage(0, HUNDRED_A_SECOND), environment, new Heard());
            assertTrue(result.aborted().startsWith("no worker is left"), result.aborted());
            assertEquals(2, result.lost().size());
            assertEquals(0, result.state().created());
            assertTrue(result.countsAddUp(), result::toString);
            PlimsollException e = assertThrows(
                    PlimsollException.class,
                    () -> scheduler.run(RealWorkers.stage(1, HUNDRED_A_SECOND), environment, new Heard()));
            assertTrue(e.getMessage().contains("No worker process is left"), e.getMessage());
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aWorkerThatStandsStillForFiveSecondsIsLostAndKilled() {
        try (WorkerProcessGroup group =
                RealWorkers.start(target.port(), RealWorkers.ordinary(), RealWorkers.ordinary())) {
            long victim = group.pids().get(1);
            Heard heard = new Heard();
            heard.onUpdate = count -> {
                if (count == 100) {
                    RealWorkers.signal("STOP", victim);
                }
            };
            StageResult result = RealWorkers.scheduler(group, 300, 0)
                    .run(RealWorkers.stage(0, HUNDRED_A_SECOND), new LocalEnvironment(), heard);
            assertTrue(result.countsAddUp(), result::toString);
            assertEquals(300, result.state().created());
            assertEquals("it said nothing for 5 s", result.lost().getFirst().why());
            assertEquals(1, result.lost().getFirst().worker());
            long lost = heard.records.stream()
                    .filter(r -> r.error() != null && r.error().kind() == ErrorKind.WORKER_LOST)
                    .count();
            assertEquals(300 - lost, result.state().successful());
            assertEquals(lost, result.lost().getFirst().requestsInFlight());
            ProcessHandle.of(victim).ifPresent(p -> p.onExit().join()); // else the test's time is over
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aWorkerThatStandsStillForASecondGoesOnAndItsSlotsKeepTheirTimes() {
        try (WorkerProcessGroup group =
                RealWorkers.start(target.port(), RealWorkers.ordinary(), RealWorkers.ordinary())) {
            long victim = group.pids().get(1);
            Heard heard = new Heard();
            Pause pause = new Pause(victim, 1_500_000_000L);
            heard.onUpdate = count -> pause.beginAt(count == 100);
            heard.onTick = pause::tick;
            StageResult result = RealWorkers.scheduler(group, 500, 0)
                    .run(RealWorkers.stage(0, HUNDRED_A_SECOND), new LocalEnvironment(), heard);
            assertTrue(pause.isOver());
            assertTrue(result.countsAddUp(), result::toString);
            assertEquals(List.of(), result.lost());
            assertEquals(500, result.state().successful());
            long latest = heard.records.stream()
                    .filter(r -> r.info().worker() == 1)
                    .mapToLong(r -> r.timings().sendStart() - r.timings().intended())
                    .max()
                    .orElseThrow();
            assertTrue(latest >= 1_000_000_000L, "slots fell due while it stood still, the latest by " + latest);
        }
    }

    @Test
    void aGroupIsShutDownOnceAndASecondTimeChangesNothing() {
        WorkerProcessGroup group = RealWorkers.start(target.port(), RealWorkers.ordinary());
        group.shutdown();
        group.shutdown();
        assertEquals(0, group.alive());
        Scheduler scheduler = RealWorkers.scheduler(group, 5, 0);
        PlimsollException e = assertThrows(
                PlimsollException.class,
                () -> scheduler.run(RealWorkers.stage(0, HUNDRED_A_SECOND), new LocalEnvironment(), new Heard()));
        assertTrue(e.getMessage().contains("No worker process is left"), e.getMessage());
        assertFalse(e.getMessage().contains("null"));
    }

    @Test
    void whatEveryWorkerDidWrongAtItsEndIsToldTogether() {
        WorkerProcessGroup group = RealWorkers.start(
                target.port(),
                RealWorkers.scripted("bad-end"),
                RealWorkers.ordinary(),
                RealWorkers.scripted("bad-end"));
        PlimsollException e = assertThrows(PlimsollException.class, group::shutdown);
        assertTrue(e.getMessage().contains("worker 0 ended with exit code 3"), e.getMessage());
        assertTrue(e.getMessage().contains("worker 2 ended with exit code 3"), e.getMessage());
        assertFalse(e.getMessage().contains("worker 1"), e.getMessage());
        assertEquals(2, e.getSuppressed().length);
        assertNoWorkerIsLeft();
    }

    /** Children that were killed are gone after a moment: waits for that. */
    private void assertNoWorkerIsLeft() {
        ProcessHandle.current()
                .children()
                .filter(child -> !before.contains(child))
                .forEach(child -> child.onExit().join()); // else the test's time is over
    }

    /** A worker that stands still for some of the coordinator's time. */
    static final class Pause {
        private final long pid;
        private final long lengthNs;
        private boolean begun;
        private long beganNs = Long.MAX_VALUE;
        private boolean over;

        Pause(long pid, long lengthNs) {
            this.pid = pid;
            this.lengthNs = lengthNs;
        }

        void beginAt(boolean now) {
            if (now) {
                RealWorkers.signal("STOP", pid);
                begun = true;
            }
        }

        void tick(long nowNs) {
            if (begun && beganNs == Long.MAX_VALUE) {
                beganNs = nowNs;
            } else if (!over && nowNs - lengthNs >= beganNs) {
                RealWorkers.signal("CONT", pid);
                over = true;
            }
        }

        boolean isOver() {
            return over;
        }
    }
}
