package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.record.RequestError;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RouterFacts;
import dev.plimsoll.engine.record.TokenCounts;
import dev.plimsoll.engine.record.WireFacts;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended. Times are the worker's monotonic clock in ns, ABSENT where they do not exist.
 *
 * @param status COMPLETED, ERRORED or CANCELLED
 * @param error set when ERRORED
 * @param cancelReason set when CANCELLED
 * @param sendStart see {@code RequestTimings}; ABSENT where nothing was sent
 * @param sendEnd last byte flushed
 * @param firstByte first byte
 * @param firstEvent first stream event
 * @param firstToken first non-empty text of any channel
 * @param firstOutputToken first non-empty text that is not reasoning
 * @param lastToken last non-empty text
 * @param end end of the answer
 * @param blockedNs wait for a connection
 * @param connectNs TCP connect
 * @param tlsNs TLS handshake
 * @param contentDeltasUs see {@code RequestRecord}; exact length
 * @param contentTimesBeyond see {@code RequestRecord}
 * @param tokens token counts as far as the endpoint knows them; prompt falls back to the turn's own count
 * @param wire socket facts
 * @param toolCalls tool calls that the answer asks for
 * @param routed what a model router said of it in the answer's head, or null
 * @param text the answer's text where it was to be kept, else null
 */
public record CallResult(
        RequestStatus status,
        @Nullable RequestError error,
        @Nullable String cancelReason,
        long sendStart,
        long sendEnd,
        long firstByte,
        long firstEvent,
        long firstToken,
        long firstOutputToken,
        long lastToken,
        long end,
        long blockedNs,
        long connectNs,
        long tlsNs,
        int[] contentDeltasUs,
        int contentTimesBeyond,
        TokenCounts tokens,
        WireFacts wire,
        int toolCalls,
        @Nullable RouterFacts routed,
        @Nullable String text) {}
