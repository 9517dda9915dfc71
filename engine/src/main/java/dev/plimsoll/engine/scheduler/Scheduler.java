package dev.plimsoll.engine.scheduler;

import dev.plimsoll.engine.constraint.Constraint;
import dev.plimsoll.engine.constraint.ConstraintSet;
import dev.plimsoll.engine.constraint.Constraints;
import dev.plimsoll.engine.dataset.Dataset;
import dev.plimsoll.engine.plan.RunPlan;
import dev.plimsoll.engine.plan.StagePlan;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.strategy.Strategies;
import dev.plimsoll.engine.strategy.Strategy;
import dev.plimsoll.engine.strategy.WorkerAllocation;
import dev.plimsoll.engine.time.NanoClock;
import dev.plimsoll.engine.time.ProcFiles;
import dev.plimsoll.engine.time.ProcessMeter;
import dev.plimsoll.engine.time.RunAnchor;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Runs stages over a group of worker processes, one at a time.
 *
 * <p>{@link #run} makes the calling thread the coordinator of the stage: it owns the state, evaluates the constraints and calls the
 * listener. {@link #stop} may be called by any thread.
 */
public final class Scheduler {
    private static final long LOOK_FOR_STOP_NS = 100_000_000L;

    private final RunPlan plan;
    private final WorkerGroup workers;
    private final Supplier<Dataset> datasets;
    private final NanoClock clock;
    private final RunAnchor anchor;
    private final AtomicInteger stopRequests = new AtomicInteger();

    /**
     * A scheduler of one run.
     *
     * @param plan the run
     * @param workers ready worker processes; the caller shuts them down
     * @param datasets opens a fresh pass for each stage; the scheduler closes it
     * @param clock the coordinator's clock
     * @param anchor zero of run time
     */
    public Scheduler(
            RunPlan plan, WorkerProcessGroup workers, Supplier<Dataset> datasets, NanoClock clock, RunAnchor anchor) {
        this(plan, (WorkerGroup) workers, datasets, clock, anchor);
    }

    Scheduler(RunPlan plan, WorkerGroup workers, Supplier<Dataset> datasets, NanoClock clock, RunAnchor anchor) {
        this.plan = plan;
        this.workers = workers;
        this.datasets = datasets;
        this.clock = clock;
        this.anchor = anchor;
    }

    /**
     * Runs one stage to its end.
     *
     * @return how it ended; an error that ended it is in {@link StageResult#failure}, after the workers came to rest
     * @throws PlimsollException if it could not start: a stage runs already in this environment, no worker is left, the dataset cannot
     *     be opened
     */
    public StageResult run(StagePlan whole, Environment environment, StageListener listener) {
        try (Environment.Lease _ = environment.lease()) {
            StagePlan stage = environment.syncRunParams(whole);
            Strategy strategy = Strategies.of(stage.strategy());
            ConstraintSet constraints = new ConstraintSet(constraintsOf(stage));
            List<WorkerLink> links = linksFor(strategy);
            try (DatasetReader reader = new DatasetReader(datasets.get());
                    ProcessMeter meter = new ProcessMeter(clock, InstantSource.system(), ProcFiles.system())) {
                reader.start();
                awaitFirstRow(reader);
                long startNs = environment.syncRunStart(links.size(), runTime());
                StageRunner runner = new StageRunner(
                        new StageRunner.Parts(
                                StageSetup.of(plan, stage, strategy, startNs, constraints),
                                workers.mailbox(),
                                this::runTime,
                                reader,
                                constraints,
                                environment,
                                listener,
                                stopRequests::get,
                                meter::read),
                        links);
                StageResult result = runner.run();
                try {
                    environment.syncRunEnd(listener);
                    return result;
                } catch (PlimsollException e) {
                    return result.withFailure(e);
                }
            }
        }
    }

    /**
     * Ends the running stage, and every later one at its start. Any thread; returns at once.
     *
     * @param graceful true: nothing further is created and requests in flight get the grace period; false, or called for the second
     *     time: everything is cancelled at once
     */
    public void stop(boolean graceful) {
        stopRequests.updateAndGet(before -> graceful ? before + 1 : 2);
    }

    private long runTime() {
        return anchor.toRunNs(clock.nanoTime());
    }

    private List<Constraint> constraintsOf(StagePlan stage) {
        return plan.constraints().stream()
                .map(c -> Constraints.create(c, stage.index()))
                .toList();
    }

    private List<WorkerLink> linksFor(Strategy strategy) {
        List<WorkerLink> alive =
                workers.links().stream().filter(WorkerLink::isAlive).toList();
        if (alive.isEmpty()) {
            throw PlimsollException.failed("No worker process is left to run the stage.", null);
        }
        return alive.subList(
                0, WorkerAllocation.workers(alive.size(), strategy.requestsLimit(), strategy.processesLimit()));
    }

    /** A dataset that takes long to open (an index over a large file) must not make the first requests late. */
    private void awaitFirstRow(DatasetReader reader) {
        try {
            while (stopRequests.get() == 0 && !reader.awaitFirst(LOOK_FOR_STOP_NS)) {
                // still opening
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop(false);
        }
    }
}
