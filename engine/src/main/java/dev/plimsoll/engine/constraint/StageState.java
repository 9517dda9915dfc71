package dev.plimsoll.engine.constraint;

import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.record.RequestUpdate;
import org.jspecify.annotations.Nullable;

/**
 * Where a stage stands, as far as its updates were taken: makes a {@link SchedulerState} of any moment. Both counting identities of {@link SchedulerState} hold after every
 * call. Confined to one thread.
 */
public final class StageState {
    private static final RequestStatus[] STATUSES = RequestStatus.values();

    private final int node;
    private final int workers;
    private final long startNs;

    /** How many requests are in each status. */
    private final long[] in = new long[STATUSES.length];

    private long created;
    private long tokens;
    private long firstRequestStartNs = RequestTimings.ABSENT;
    private long lastRequestEndNs = RequestTimings.ABSENT;
    private long endQueuingNs = RequestTimings.ABSENT;
    private long endProcessingNs = RequestTimings.ABSENT;
    private Judgement judgement = Judgement.NONE;

    /** A stage without requests; {@code startNs} is its agreed start, run time. */
    public StageState(int node, int workers, long startNs) {
        this.node = node;
        this.workers = workers;
        this.startNs = startNs;
    }

    /** A request took a step from {@code before}, null for one that was not known. */
    public void step(@Nullable RequestStatus before, RequestUpdate update) {
        if (before == null) {
            created++;
        } else {
            in[before.ordinal()]--;
        }
        in[update.status().ordinal()]++;
        long sent = update.sendStartNs();
        if (RequestTimings.has(sent) && (!RequestTimings.has(firstRequestStartNs) || sent < firstRequestStartNs)) {
            firstRequestStartNs = sent;
        }
        if (update.status().isTerminal()) {
            lastRequestEndNs = Math.max(lastRequestEndNs, update.atNs());
            tokens += Math.max(0, update.promptTokens()) + Math.max(0, update.outputTokens());
        }
    }

    /** A request that had ended with {@code before} has errored after all: its record was lost with its worker. */
    public void turnToErrored(RequestStatus before) {
        in[before.ordinal()]--;
        in[RequestStatus.ERRORED.ordinal()]++;
    }

    /** Creating stopped; the first call counts. */
    public void endQueuing(long atNs) {
        if (!RequestTimings.has(endQueuingNs)) {
            endQueuingNs = atNs;
        }
    }

    /** Processing stopped, and creating with it; the first call counts. */
    public void endProcessing(long atNs) {
        endQueuing(atNs);
        if (!RequestTimings.has(endProcessingNs)) {
            endProcessingNs = atNs;
        }
    }

    /** The constraints have judged. */
    public void judged(Judgement newJudgement) {
        judgement = newJudgement;
    }

    /** What the constraints have said so far. */
    public Judgement judgement() {
        return judgement;
    }

    /** The state as it is, seen at a moment of run time. */
    public SchedulerState at(long nowNs) {
        long successful = in[RequestStatus.COMPLETED.ordinal()];
        long errored = in[RequestStatus.ERRORED.ordinal()];
        long cancelled = in[RequestStatus.CANCELLED.ordinal()];
        long dropped = in[RequestStatus.DROPPED.ordinal()];
        return new SchedulerState(
                node,
                workers,
                nowNs,
                startNs,
                firstRequestStartNs,
                lastRequestEndNs,
                endQueuingNs,
                endProcessingNs,
                created,
                in[RequestStatus.QUEUED.ordinal()],
                in[RequestStatus.PENDING.ordinal()],
                in[RequestStatus.IN_PROGRESS.ordinal()] + in[RequestStatus.FIRST_TOKEN.ordinal()],
                successful + errored + cancelled + dropped,
                successful,
                errored,
                cancelled,
                dropped,
                tokens,
                judgement);
    }
}
