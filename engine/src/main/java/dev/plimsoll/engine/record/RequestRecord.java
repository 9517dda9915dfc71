package dev.plimsoll.engine.record;

import org.jspecify.annotations.Nullable;

/**
 * Everything kept of one finished request.
 *
 * @param info who it is
 * @param status one of the four ends
 * @param error why it failed; null unless {@code status} is ERRORED
 * @param cancelReason why it was cancelled ({@code constraint}, {@code end}, {@code parent_failed}, {@code injected}), else null
 * @param timings when
 * @param contentDeltasUs times of the content events in microseconds: the first relative to {@code sendStart}, each later one to
 *     its predecessor (differences of absolute microseconds, so rounding never adds up)
 * @param contentTimesBeyond content events whose time was not kept (over {@code maxEventTimes}); their gaps are in the stage's
 *     histogram
 * @param tokens token counts
 * @param wire socket facts
 * @param modalities images and recordings sent, tool calls received
 * @param routed what a model router said of it; null where none answered
 */
public record RequestRecord(
        RequestInfo info,
        RequestStatus status,
        @Nullable RequestError error,
        @Nullable String cancelReason,
        RequestTimings timings,
        int[] contentDeltasUs,
        int contentTimesBeyond,
        TokenCounts tokens,
        WireFacts wire,
        Modalities modalities,
        @Nullable RouterFacts routed) {
    /** Cancel reason of a request that was chosen to be cancelled on purpose. */
    public static final String INJECTED = "injected";

    /** Cancel reason of the turns of a conversation after one that failed, was dropped or cancelled. */
    public static final String PARENT_FAILED = "parent_failed";

    /** No content event. */
    public static final int[] NO_CONTENT_TIMES = {};

    /** A record of text only. */
    public RequestRecord(
            RequestInfo info,
            RequestStatus status,
            @Nullable RequestError error,
            @Nullable String cancelReason,
            RequestTimings timings,
            int[] contentDeltasUs,
            int contentTimesBeyond,
            TokenCounts tokens,
            WireFacts wire) {
        this(
                info,
                status,
                error,
                cancelReason,
                timings,
                contentDeltasUs,
                contentTimesBeyond,
                tokens,
                wire,
                Modalities.NONE);
    }

    /** A record that no model router had a part in. */
    public RequestRecord(
            RequestInfo info,
            RequestStatus status,
            @Nullable RequestError error,
            @Nullable String cancelReason,
            RequestTimings timings,
            int[] contentDeltasUs,
            int contentTimesBeyond,
            TokenCounts tokens,
            WireFacts wire,
            Modalities modalities) {
        this(
                info,
                status,
                error,
                cancelReason,
                timings,
                contentDeltasUs,
                contentTimesBeyond,
                tokens,
                wire,
                modalities,
                null);
    }

    /** The model that served it or was asked for, as far as known: the router's id for it, else what its row asks for; or null. */
    public @Nullable String model() {
        return routed != null && routed.model() != null ? routed.model() : info.model();
    }

    /** The same with other socket facts. */
    public RequestRecord with(WireFacts otherWire) {
        return new RequestRecord(
                info,
                status,
                error,
                cancelReason,
                timings,
                contentDeltasUs,
                contentTimesBeyond,
                tokens,
                otherWire,
                modalities,
                routed);
    }
}
