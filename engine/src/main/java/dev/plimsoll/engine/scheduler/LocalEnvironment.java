package dev.plimsoll.engine.scheduler;

import dev.plimsoll.engine.constraint.SchedulerState;
import dev.plimsoll.engine.constraint.SchedulerUpdateAction.Processing;
import dev.plimsoll.engine.plan.StagePlan;
import dev.plimsoll.engine.problem.PlimsollException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** One machine alone: everything is its own. The lease may be asked for by any thread, the rest belongs to the coordinator's. */
public final class LocalEnvironment implements Environment {
    /** Time for slots to reach the workers: a fixed part and a part for each. */
    private static final long START_DELAY_NS = 500_000_000L;

    private static final long START_DELAY_PER_WORKER_NS = 50_000_000L;

    private final AtomicBoolean leased = new AtomicBoolean();
    private final List<PlimsollException> errors = new ArrayList<>();

    /** An environment of this machine. */
    public LocalEnvironment() {}

    @Override
    public int node() {
        return 0;
    }

    @Override
    public Lease lease() {
        if (!leased.compareAndSet(false, true)) {
            throw PlimsollException.failed(
                    "A stage is running already. Wait for its end or stop it before starting another.", null);
        }
        errors.clear();
        return () -> leased.set(false);
    }

    @Override
    public StagePlan syncRunParams(StagePlan stage) {
        return stage;
    }

    @Override
    public long syncRunStart(int workers, long nowNs) {
        return nowNs + START_DELAY_NS + workers * START_DELAY_PER_WORKER_NS;
    }

    @Override
    public Processing updateRunIteration(SchedulerState state, Processing decided) {
        return decided;
    }

    @Override
    public void syncRunError(PlimsollException error) {
        errors.add(error);
    }

    @Override
    public void syncRunEnd(StageListener listener) {
        if (!errors.isEmpty()) {
            throw Failures.joined(errors);
        }
    }
}
