package dev.plimsoll.engine.constraint;

import dev.plimsoll.engine.record.RequestTimings;

/**
 * Where a stage stands. At every instant {@code created = queued + pending + processing + processed} and
 * {@code processed = successful + errored + cancelled + dropped}.
 *
 * @param node machine index
 * @param workers worker processes
 * @param nowNs the state's clock: run time of the update or tick
 * @param startNs agreed start of the stage, run time
 * @param firstRequestStartNs earliest sendStart seen, or ABSENT
 * @param lastRequestEndNs latest end seen, or ABSENT
 * @param endQueuingNs when creating stopped, or ABSENT
 * @param endProcessingNs when processing stopped, or ABSENT
 * @param created requests created
 * @param queued waiting, not yet with a worker's timer
 * @param pending waiting for their time or a place
 * @param processing in flight
 * @param processed ended
 * @param successful ended well
 * @param errored ended with an error
 * @param cancelled ended by us
 * @param dropped shed
 * @param tokens prompt + output tokens of processed requests
 * @param judgement what the constraints have said before: progress, the latest action of each, and the actions that ended queuing and
 *     processing
 */
public record SchedulerState(
        int node,
        int workers,
        long nowNs,
        long startNs,
        long firstRequestStartNs,
        long lastRequestEndNs,
        long endQueuingNs,
        long endProcessingNs,
        long created,
        long queued,
        long pending,
        long processing,
        long processed,
        long successful,
        long errored,
        long cancelled,
        long dropped,
        long tokens,
        Judgement judgement) {
    /** Origin of elapsed time: the first request's start, else the stage's start. */
    public long originNs() {
        return RequestTimings.has(firstRequestStartNs) ? firstRequestStartNs : startNs;
    }

    /** Whether the two counting identities hold. */
    public boolean countsAddUp() {
        return created == queued + pending + processing + processed
                && processed == successful + errored + cancelled + dropped;
    }
}
