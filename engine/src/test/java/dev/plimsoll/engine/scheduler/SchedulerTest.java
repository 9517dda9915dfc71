package dev.plimsoll.engine.scheduler;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.constraint.SchedulerProgress;
import dev.plimsoll.engine.constraint.SchedulerState;
import dev.plimsoll.engine.dataset.Conversation;
import dev.plimsoll.engine.dataset.Dataset;
import dev.plimsoll.engine.plan.StagePlan;
import dev.plimsoll.engine.plan.StrategyPlan;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.time.RunAnchor;
import dev.plimsoll.engine.wire.ToWorker;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SchedulerTest {
    private static final StageListener SILENT = new StageListener() {};
    private static final StagePlan STAGE = new StagePlan(0, new StrategyPlan.Concurrent(2, 0));
    private final FakeCluster cluster = new FakeCluster(3, 4, w -> {});
    private final LocalEnvironment environment = new LocalEnvironment();

    @Test
    void aStageUsesNoMoreWorkersThanItHasStreams() {
        StageResult result = scheduler(50, Rows::new).run(STAGE, environment, SILENT);
        assertEquals(50, result.state().successful());
        assertEquals(2, result.workers().size());
        assertEquals(2, result.state().workers());
        assertEquals(List.of(), cluster.workers.get(2).sent);
    }

    @Test
    void aSecondStageInTheSameEnvironmentIsRefusedWhileTheFirstRuns() {
        Scheduler scheduler = scheduler(50, Rows::new);
        Scheduler other = scheduler(50, Rows::new);
        boolean[] refused = {false};
        StageListener intruder = new StageListener() {
            @Override
            public void ticked(SchedulerState state, SchedulerProgress progress) {
                PlimsollException e =
                        assertThrows(PlimsollException.class, () -> other.run(STAGE, environment, SILENT));
                refused[0] = e.getMessage().contains("running already");
            }
        };
        assertEquals(50, scheduler.run(STAGE, environment, intruder).state().successful());
        assertTrue(refused[0]);
    }

    @Test
    void aDatasetThatCannotBeOpenedIsToldAndTheEnvironmentIsFreeAgain() {
        PlimsollException broken = PlimsollException.usage("No such file: rows.jsonl");
        Scheduler scheduler = scheduler(50, () -> {
            throw broken;
        });
        assertSame(broken, assertThrows(PlimsollException.class, () -> scheduler.run(STAGE, environment, SILENT)));
        assertDoesNotThrow(() -> environment.lease().close());
    }

    @Test
    void withoutAnyWorkerNoStageStarts() {
        cluster.workers.forEach(FakeWorker::die);
        PlimsollException e = assertThrows(
                PlimsollException.class, () -> scheduler(5, Rows::new).run(STAGE, environment, SILENT));
        assertTrue(e.getMessage().contains("No worker process is left"), e.getMessage());
    }

    @Test
    void aStopBeforeTheStageEndsItBeforeItsFirstRequest() {
        Scheduler scheduler = scheduler(Long.MAX_VALUE, Rows::new);
        scheduler.stop(true);
        StageResult result = scheduler.run(STAGE, environment, SILENT);
        assertEquals(0, result.state().created());
        assertTrue(result.stoppedByUser());
        assertEquals(result.startNs(), result.endNs());
    }

    @Test
    void whatFailsInTheStageIsInItsResult() {
        PlimsollException full = PlimsollException.failed("The disk is full.", null);
        StageListener broken = new StageListener() {
            @Override
            public void ticked(SchedulerState state, SchedulerProgress progress) {
                throw full;
            }
        };
        StageResult result = scheduler(Long.MAX_VALUE, Rows::new).run(STAGE, environment, broken);
        assertSame(full, result.failure());
        assertEquals("The disk is full.", result.aborted());
        assertTrue(cluster.workers.getFirst().sent.stream().anyMatch(ToWorker.StopProcessing.class::isInstance));
    }

    private Scheduler scheduler(long count, Supplier<Dataset> datasets) {
        WorkerGroup group = new WorkerGroup() {
            @Override
            public List<WorkerLink> links() {
                return cluster.links;
            }

            @Override
            public Mailbox mailbox() {
                return cluster;
            }
        };
        return new Scheduler(Plans.upTo(count, 0), group, datasets, cluster::nowNs, new RunAnchor(0, Instant.EPOCH));
    }

    /** The same row for ever. */
    static final class Rows implements Dataset {
        private long next;

        @Override
        public @Nullable Conversation next() {
            return FakeStage.Rows.conversation(next++, 1);
        }

        @Override
        public long timesRecycled() {
            return 0;
        }

        @Override
        public Map<String, Object> describe() {
            return Map.of();
        }

        @Override
        public void close() {}
    }
}
