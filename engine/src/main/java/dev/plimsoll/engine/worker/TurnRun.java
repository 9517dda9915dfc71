package dev.plimsoll.engine.worker;

import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.endpoint.Backend;
import dev.plimsoll.engine.record.Modalities;
import dev.plimsoll.engine.record.RequestInfo;
import dev.plimsoll.engine.record.RequestTimings;
import org.jspecify.annotations.Nullable;

/** One turn on its way to becoming a finished request. All times are run time. Belongs to the loop. */
final class TurnRun {
    /** Where it is. A turn that is not created yet is no request and appears in no count. */
    enum State {
        /** Not created. */
        WAITING,
        /** Created; waits for a place under the cap. */
        PENDING,
        /** With the backend. */
        IN_FLIGHT,
        /** Ended. */
        OVER
    }

    final ConversationRun conversation;
    final Turn turn;
    State state = State.WAITING;

    /** Parents that have not completed yet. */
    int missingParents;

    /** When it became ready: its last parent's end plus its own delay. */
    long readyNs;

    Backend.@Nullable Prepared prepared;
    Backend.@Nullable Call call;

    @Nullable
    RequestInfo info;

    /** Images and recordings that are sent with it. */
    Modalities modalities = Modalities.NONE;

    boolean cancelling;

    /** When it is cancelled on purpose, if it still runs then. */
    long cancelAtNs = Long.MAX_VALUE;

    long intendedNs;
    long createdNs;
    long sendStartNs = RequestTimings.ABSENT;
    long firstTokenNs = RequestTimings.ABSENT;

    /** Index in the list of requests in flight. */
    int place;

    TurnRun(ConversationRun conversation, Turn turn) {
        this.conversation = conversation;
        this.turn = turn;
        this.missingParents = turn.parents().size();
    }

    /** Who it is; only once created. */
    RequestInfo info() {
        RequestInfo known = info;
        if (known == null) {
            throw new IllegalStateException("turn " + turn.index() + " of conversation "
                    + conversation.conversation.id() + " is not created yet");
        }
        return known;
    }

    /** Gives prepared bytes back that will not be sent. */
    void release() {
        Backend.Prepared bytes = prepared;
        if (bytes != null) {
            prepared = null;
            bytes.release();
        }
    }
}
