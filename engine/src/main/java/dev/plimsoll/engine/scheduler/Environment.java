package dev.plimsoll.engine.scheduler;

import dev.plimsoll.engine.constraint.SchedulerState;
import dev.plimsoll.engine.constraint.SchedulerUpdateAction.Processing;
import dev.plimsoll.engine.plan.StagePlan;
import dev.plimsoll.engine.problem.PlimsollException;

/**
 * How several machines take part in one stage. Called on the coordinator's thread of this machine, in this order: {@link #lease},
 * {@link #syncRunParams}, {@link #syncRunStart}, {@link #updateRunIteration} many times, {@link #syncRunError} for what failed,
 * {@link #syncRunEnd}, and the lease's end. {@link LocalEnvironment} is the one for a machine that works alone.
 */
public interface Environment {
    /** The right to run a stage. */
    interface Lease extends AutoCloseable {
        @Override
        void close();
    }

    /** This machine's index, 0 where there is only one. */
    int node();

    /**
     * Takes the right to run a stage in this environment.
     *
     * @throws PlimsollException if a stage runs in it already
     */
    Lease lease();

    /** This machine's share of a stage. */
    StagePlan syncRunParams(StagePlan stage);

    /**
     * Agrees when the stage starts: early enough after now that every worker has its first slots by then.
     *
     * @param workers worker processes of this machine
     * @param nowNs now, run time
     * @return the start, run time
     */
    long syncRunStart(int workers, long nowNs);

    /**
     * Tells the others where this machine stands, on every tick and on every stop, and hears what they have decided.
     *
     * @param state of this machine
     * @param decided the strongest stop decided here
     * @return the strongest stop decided anywhere; STOP_ALL reaches every machine
     */
    Processing updateRunIteration(SchedulerState state, Processing decided);

    /** Keeps an error of this machine, for {@link #syncRunEnd}. */
    void syncRunError(PlimsollException error);

    /**
     * The stage is over here and its workers are at rest: delivers what the other machines still have to tell.
     *
     * @throws PlimsollException the stored error; several are one exception with all of them suppressed in it
     */
    void syncRunEnd(StageListener listener);
}
