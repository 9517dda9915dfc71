package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.dataset.Turn;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Talks to the target for one event loop. All methods are called on that loop; none blocks.
 */
public interface Backend {
    /** What is talked to and how, for the report; free of secrets. */
    Map<String, Object> info();

    /** Most worker processes that make sense. */
    default int processesLimit() {
        return Integer.MAX_VALUE;
    }

    /** Most requests in flight at once. */
    default int requestsLimit() {
        return Integer.MAX_VALUE;
    }

    /** Encodes a turn with its history, ready to be sent. May be called well before the turn's time. */
    Prepared prepare(Turn turn, List<Exchange> history);

    /**
     * Sends a prepared request now and releases it.
     *
     * @param token the caller's own object, handed back with every call to the listener
     * @param listener told of the first token and of the end, on the loop; never from within this method's own stack for the end
     * @return the call, to cancel it
     */
    Call resolve(Prepared prepared, Object token, CallListener listener);

    /** Opens {@code count} connections ahead of time; best effort, failures show when a request needs one. */
    void openAhead(int count);

    /** Cancels everything in flight and closes every connection. */
    void shutdown();

    /** A request as bytes. Owned by the caller until resolved or released. */
    interface Prepared {
        /** Size on the wire, bytes. */
        int byteCount();

        /** Gives it back unsent. */
        void release();
    }

    /** A request in flight. */
    interface Call {
        /** Ends it now: the connection is closed, the listener is told with {@code reason} and what was received so far. */
        void cancel(String reason);
    }

    /**
     * One turn and its answer, as history for later turns.
     *
     * @param turn what was asked
     * @param answer the text that came, or null
     */
    record Exchange(Turn turn, @Nullable String answer) {}
}
