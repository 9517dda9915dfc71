package dev.plimsoll.engine.scheduler;

import dev.plimsoll.engine.constraint.ConstraintSet;
import dev.plimsoll.engine.constraint.SchedulerProgress;
import dev.plimsoll.engine.constraint.SchedulerState;
import dev.plimsoll.engine.constraint.SchedulerUpdateAction;
import dev.plimsoll.engine.plan.StagePlan;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.wire.FromWorker;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a stage ended.
 *
 * @param stage what was run: this machine's share
 * @param state the final state
 * @param progress the final progress
 * @param startNs agreed start, run time
 * @param endNs when processing ended, run time: the last request's end, or the stop of processing where that was later
 * @param endQueuing the first stop of creating with all constraints that said so, null where none stopped it
 * @param endProcessing the first stop of processing with all constraints that said so, null where none stopped it
 * @param latest the last action of each constraint, by id
 * @param stopAllStages whether a constraint with {@code stoppingScope: all} stopped something
 * @param stoppedByUser whether {@link Scheduler#stop} ended it
 * @param aborted why it did not come to an ordinary end (all workers lost, an error, stopped at once by the user), or null
 * @param failure the error to throw once everything is saved, or null
 * @param workers counts of each worker of the stage
 * @param lost workers that were lost
 * @param timesRecycled how often the dataset started again at its first row
 * @param countsAddUp whether the state's identities hold, every created request has ended and has a record, and every worker
 *     that came to its end told the same counts as were heard
 */
public record StageResult(
        StagePlan stage,
        SchedulerState state,
        SchedulerProgress progress,
        long startNs,
        long endNs,
        ConstraintSet.@Nullable Stop endQueuing,
        ConstraintSet.@Nullable Stop endProcessing,
        Map<String, SchedulerUpdateAction> latest,
        boolean stopAllStages,
        boolean stoppedByUser,
        @Nullable String aborted,
        @Nullable PlimsollException failure,
        List<WorkerCounts> workers,
        List<LostWorker> lost,
        long timesRecycled,
        boolean countsAddUp) {
    public StageResult {
        latest = Collections.unmodifiableMap(new LinkedHashMap<>(latest));
        workers = List.copyOf(workers);
        lost = List.copyOf(lost);
    }

    /**
     * One worker's requests.
     *
     * @param worker index
     * @param heard by the updates that came
     * @param told by the worker at its end, null where it was lost
     */
    public record WorkerCounts(int worker, FromWorker.StageDone heard, FromWorker.@Nullable StageDone told) {}

    /**
     * A worker that was lost.
     *
     * @param worker index
     * @param why what happened to it, with its last words
     * @param atNs when this was found, run time
     * @param requestsInFlight requests that ended as {@code worker_lost} with it
     */
    public record LostWorker(int worker, String why, long atNs, int requestsInFlight) {}

    /** The same with an error of the environment. */
    StageResult withFailure(PlimsollException newFailure) {
        return new StageResult(
                stage,
                state,
                progress,
                startNs,
                endNs,
                endQueuing,
                endProcessing,
                latest,
                stopAllStages,
                stoppedByUser,
                aborted == null ? newFailure.getMessage() : aborted,
                newFailure,
                workers,
                lost,
                timesRecycled,
                countsAddUp);
    }
}
