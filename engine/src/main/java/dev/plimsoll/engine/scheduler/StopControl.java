package dev.plimsoll.engine.scheduler;

import dev.plimsoll.engine.constraint.SchedulerUpdateAction.Processing;
import dev.plimsoll.engine.constraint.StageState;
import dev.plimsoll.engine.wire.ToWorker;
import java.util.List;

/** Stops a stage, more and more strongly, never less. Confined to the coordinator's thread. */
final class StopControl {
    /** Cancel reason of what a constraint ends. */
    static final String BY_CONSTRAINT = "constraint";

    /** Cancel reason of what the user ends. */
    static final String BY_USER = "user";

    /** Cancel reason of what ends with the stage because of a failure. */
    static final String BY_FAILURE = "end";

    /** A worker that has not ended its stage so long after the moment at which it had to cancel everything is lost. */
    private static final long USUAL_PATIENCE_NS = 5_000_000_000L;

    /**
     * The same where a moment was promised and the worker goes on beyond it; with the 100 ms of a tick it stays within one second. One
     * that has not come so far, because its machine is too busy or it was stopped, gets the usual patience: its time is not the target's
     * doing.
     */
    private static final long SHORT_PATIENCE_NS = 850_000_000L;

    /**
     * A worker goes on beyond a promise where what it told reaches so far behind it: it tells of its stage ten times a second, so one
     * that fell silent earlier is held up and not unwilling.
     */
    private static final long GOES_ON_NS = SHORT_PATIENCE_NS / 2;

    private final int stage;
    private final List<StageWorker> workers;
    private final StageFeed feed;
    private final StageState state;
    private final long graceNs;

    private boolean queuingStopped;
    private Processing processing = Processing.CONTINUE;
    private long loseAtNs = Long.MAX_VALUE;
    private long promisedNs = Long.MAX_VALUE;

    StopControl(int stage, List<StageWorker> workers, StageFeed feed, StageState state, long graceNs) {
        this.stage = stage;
        this.workers = workers;
        this.feed = feed;
        this.state = state;
        this.graceNs = graceNs;
    }

    /** The strongest stop so far. */
    Processing processing() {
        return processing;
    }

    /** Whether a worker that has not ended the stage is given up. */
    boolean isOverdue(StageWorker worker, long nowNs) {
        boolean brokePromise = promisedNs != Long.MAX_VALUE
                && nowNs - SHORT_PATIENCE_NS >= promisedNs
                && worker.toldUpToNs - GOES_ON_NS > promisedNs;
        return brokePromise || nowNs >= loseAtNs;
    }

    /**
     * No further request is created. Where nothing is left to create anyway, because limits known in advance bounded the handing out,
     * what was created goes on undisturbed.
     */
    void stopQueuing(long nowNs) {
        if (queuingStopped) {
            return;
        }
        queuingStopped = true;
        state.endQueuing(nowNs);
        if (feed.isAnythingUnstarted()) {
            feed.stop();
            tell(new ToWorker.StopCreating(stage, BY_CONSTRAINT));
        } else {
            feed.close();
        }
    }

    /** Requests in flight get the grace period. */
    void stopLocal(long nowNs, String reason) {
        stop(Processing.STOP_LOCAL, nowNs, graceNs, reason);
    }

    /** Everything is cancelled at once. */
    void stopAll(long nowNs, String reason) {
        stop(Processing.STOP_ALL, nowNs, 0, reason);
    }

    /** The coordinator itself stood still: what the workers told meanwhile has yet to be read, so their time begins again. */
    void stoodStill(long nowNs) {
        if (promisedNs != Long.MAX_VALUE) {
            promisedNs = Math.max(promisedNs, nowNs);
        }
    }

    /** It was promised that the stage ends within the grace period and a second from now. */
    void promiseEnd(long nowNs) {
        promisedNs = Math.min(promisedNs, nowNs + graceNs);
    }

    private void stop(Processing stronger, long nowNs, long untilNs, String reason) {
        if (processing.compareTo(stronger) >= 0) {
            return;
        }
        queuingStopped = true;
        processing = stronger;
        state.endProcessing(nowNs);
        feed.stop();
        tell(new ToWorker.StopProcessing(stage, untilNs == 0 ? 0 : nowNs + untilNs, reason));
        loseAtNs = Math.min(loseAtNs, nowNs + untilNs + USUAL_PATIENCE_NS);
    }

    private void tell(ToWorker message) {
        workers.stream().filter(StageWorker::isActive).forEach(w -> w.link.send(message));
    }
}
