package dev.plimsoll.engine.record;

import org.jspecify.annotations.Nullable;

/**
 * What happened on the socket.
 *
 * @param httpStatus status of the answer, 0 where none came
 * @param bytesSent request bytes
 * @param bytesReceived answer bytes, headers included
 * @param events stream events, comments excluded
 * @param contentEvents events with non-empty text
 * @param reads socket reads that brought bytes of this answer
 * @param sharedReadEvents content events that shared a read with an earlier content event (their gap is 0, not measured)
 * @param connectionReused whether the connection had served another request before
 * @param retries 1 where a reused connection had died before any byte and the request was sent once more
 * @param serverRequestId the server's {@code x-request-id} or answer id, or null
 */
public record WireFacts(
        int httpStatus,
        long bytesSent,
        long bytesReceived,
        int events,
        int contentEvents,
        int reads,
        int sharedReadEvents,
        boolean connectionReused,
        int retries,
        @Nullable String serverRequestId) {
    /** A request that never reached a socket. */
    public static final WireFacts NONE = new WireFacts(0, 0, 0, 0, 0, 0, 0, false, 0, null);

    /** The same with another id of the server's. */
    public WireFacts withServerRequestId(String id) {
        return new WireFacts(
                httpStatus,
                bytesSent,
                bytesReceived,
                events,
                contentEvents,
                reads,
                sharedReadEvents,
                connectionReused,
                retries,
                id);
    }
}
