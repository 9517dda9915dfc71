package dev.plimsoll.engine.scheduler;

import dev.plimsoll.engine.record.RequestRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Notices workers that are gone, silent or never done, ends them for good, hands on what they had not started, and accounts for what
 * they had under way. Confined to the coordinator's thread.
 */
final class LostWorkers {
    /** A worker that says nothing of its stage for so long is lost; it has something to say ten times a second. */
    static final long SILENCE_NS = 5_000_000_000L;

    /** The coordinator itself stood still for so long (a suspended machine): the workers' silence proves nothing. */
    private static final long STALL_NS = 1_000_000_000L;

    /** The same for what was promised within a second: several of the ticks that come ten times a second were missed. */
    private static final long SHORT_STALL_NS = 350_000_000L;

    private final StageSetup setup;
    private final List<StageWorker> workers;
    private final StageFeed feed;
    private final StageHistory history;
    private final StopControl stops;
    private final StageTrouble trouble;
    private final StageListener listener;
    private final LongSupplier runTime;
    private final List<StageResult.LostWorker> lost = new ArrayList<>();

    LostWorkers(
            StageSetup setup,
            List<StageWorker> workers,
            StageFeed feed,
            StageHistory history,
            StopControl stops,
            StageTrouble trouble,
            StageListener listener,
            LongSupplier runTime) {
        this.setup = setup;
        this.workers = workers;
        this.feed = feed;
        this.history = history;
        this.stops = stops;
        this.trouble = trouble;
        this.listener = listener;
        this.runTime = runTime;
    }

    /** All that were lost, in order. */
    List<StageResult.LostWorker> all() {
        return lost;
    }

    /** Looks for silent ones, {@code sinceLastNs} after it looked last. */
    void look(long nowNs, long sinceLastNs) {
        if (sinceLastNs > STALL_NS) {
            workers.forEach(w -> w.heardNs = nowNs);
        }
        if (sinceLastNs > SHORT_STALL_NS) {
            stops.stoodStill(nowNs);
        }
        for (StageWorker worker : workers) {
            if (worker.isActive() && stops.isOverdue(worker, nowNs)) {
                lose(worker, "it did not end its stage in time");
            } else if (worker.isActive() && nowNs - worker.heardNs >= SILENCE_NS) {
                lose(worker, "it said nothing for " + SILENCE_NS / 1_000_000_000 + " s");
            }
        }
    }

    /** One of the stage's workers cannot or must not go on. */
    void lose(StageWorker worker, String why) {
        if (!worker.isActive()) {
            if (!worker.lost) {
                tell(worker.link.worker(), why, 0); // after its work was done: the next stage does without it
            }
            worker.lost = true;
            return;
        }
        worker.lost = true;
        worker.link.kill();
        feed.lost(worker);
        List<RequestRecord> unfinished = history.lost(worker, runTime.getAsLong(), why);
        unfinished.forEach(record -> trouble.guarded(() -> listener.recorded(record, null)));
        tell(worker.link.worker(), why, unfinished.size());
        if (workers.stream().allMatch(w -> w.lost)) {
            trouble.noOrdinaryEnd("no worker is left: " + why);
        } else if (setup.stopOnLoss()) {
            trouble.abort("worker " + worker.link.worker() + " was lost: " + why, StopControl.BY_FAILURE);
        }
    }

    /** A worker of the group that takes no part in this stage is gone. */
    void loseBystander(int worker, String why) {
        tell(worker, why, 0);
    }

    private void tell(int worker, String why, int inFlight) {
        long nowNs = runTime.getAsLong();
        lost.add(new StageResult.LostWorker(worker, why, nowNs, inFlight));
        trouble.guarded(() -> listener.workerLost(worker, why, nowNs));
    }
}
