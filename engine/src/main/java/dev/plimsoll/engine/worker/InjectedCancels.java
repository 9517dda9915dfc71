package dev.plimsoll.engine.worker;

import dev.plimsoll.engine.plan.Seeds;
import dev.plimsoll.engine.wire.ToWorker;
import org.jspecify.annotations.Nullable;

/**
 * Which requests are cancelled on purpose, and when: a share of those sent after the warm-up, each so long after it was fully written.
 * Whether a request is among them hangs only on the seed and its number. Belongs to the loop. All times are run time.
 */
final class InjectedCancels {
    private final ToWorker.Injection plan;
    private final TimeHeap<TurnRun> due = new TimeHeap<>();
    private long fromNs;

    InjectedCancels(ToWorker.Injection plan) {
        this.plan = plan;
        this.fromNs = plan.fromNs();
    }

    /** The warm-up is over: requests sent from now on may be cancelled. */
    void begin(long nowNs) {
        fromNs = Math.min(fromNs, nowNs);
    }

    /** A request was fully written; written once more on a fresh connection, it counts from then. */
    void written(TurnRun run, long atNs) {
        if (plan.rate() > 0
                && run.sendStartNs >= fromNs
                && Seeds.share(plan.seed(), run.info().number()) < plan.rate()) {
            run.cancelAtNs = atNs + plan.delayNs();
            due.add(run.cancelAtNs, run);
        }
    }

    /** When the next is due, {@link Long#MAX_VALUE} for never. */
    long nextNs() {
        return due.firstNs();
    }

    /** Takes out the next request that is due and still under way, or null. */
    @Nullable
    TurnRun poll(long nowNs) {
        while (due.firstNs() <= nowNs) {
            long atNs = due.firstNs();
            TurnRun run = due.removeFirst();
            if (run.state == TurnRun.State.IN_FLIGHT && run.cancelAtNs == atNs) {
                return run;
            }
        }
        return null;
    }
}
