package dev.plimsoll.engine.record;

import org.jspecify.annotations.Nullable;

/**
 * Who a request is.
 *
 * @param requestId unique in the run; {@code stage << 40 | number in the stage}, 0-based number
 * @param stage 0-based stage index
 * @param slot 0-based index in the arrival schedule, -1 in closed loops; where conversations have their own times, the
 *     conversation's number for its first turn and -1 for the later ones
 * @param stream 0-based stream of a closed loop over all workers, -1 in open loops
 * @param node machine index, 0 where there is only one
 * @param worker worker process index on that machine
 * @param conversationId conversation the turn belongs to, unique in the stage
 * @param turn 0-based turn in the conversation
 * @param parents requestIds of the parent turns; empty for the first
 * @param label class of the row in a weighted mix, or null
 * @param model the model that its row asks for, or null where it asks for the target's own
 */
public record RequestInfo(
        long requestId,
        int stage,
        long slot,
        int stream,
        int node,
        int worker,
        long conversationId,
        int turn,
        long[] parents,
        @Nullable String label,
        @Nullable String model) {
    /** No parents. */
    public static final long[] NO_PARENTS = {};

    /** A request for the target's own model. */
    public RequestInfo(
            long requestId,
            int stage,
            long slot,
            int stream,
            int node,
            int worker,
            long conversationId,
            int turn,
            long[] parents,
            @Nullable String label) {
        this(requestId, stage, slot, stream, node, worker, conversationId, turn, parents, label, null);
    }

    /** The id of the n-th request of a stage. */
    public static long idOf(int stage, long number) {
        return ((long) stage << 40) | number;
    }

    /** The request's number within its stage, as shown: {@code stage-number}. */
    public long number() {
        return requestId & ((1L << 40) - 1);
    }
}
