package dev.plimsoll.engine.metrics;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.plimsoll.engine.stats.Finite;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What tells how far the figures of a stage can be trusted, as numbers beside them. Of the successful requests of the window, where
 * nothing else is said; what does not apply is null.
 *
 * @param outputTokenSources share of the requests by whose count their output tokens are: {@code usage}, {@code tokenizer},
 *     {@code events}, {@code none}
 * @param promptTokenSources same of their prompt tokens
 * @param outputCount the server's count of the output against ours: off by more than {@link #COUNT_TOLERANCE}
 * @param promptCount the server's count of the prompt against ours: same
 * @param outputLength the output's length against the one asked for: off by more than 5 % or 50 tokens, whichever is less (AIPerf's rule)
 * @param ttftLagShare share of the summed TTFT from schedule that passed before the request was sent
 * @param routerToldShare share of the requests of which a model router told the whole wait; null where it told none
 * @param ttftRouterShare share of their summed TTFT that passed in that wait
 * @param tokensPerEvent output tokens by content event, over all of them; above 1.02 a chunk is no token, and ITL a mean over chunks
 * @param eventsPerRead content events by socket read, over the whole stage
 * @param sharedReadShare share of the content events that shared a read with an earlier one, over the whole stage: their gap reads 0
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StageHonesty(
        Map<String, Double> outputTokenSources,
        Map<String, Double> promptTokenSources,
        @Nullable Mismatch outputCount,
        @Nullable Mismatch promptCount,
        @Nullable Mismatch outputLength,
        @Nullable Double ttftLagShare,
        @Nullable Double routerToldShare,
        @Nullable Double ttftRouterShare,
        @Nullable Double tokensPerEvent,
        @Nullable Double eventsPerRead,
        @Nullable Double sharedReadShare) {
    /** A server's count further from ours than this share of it is flagged. */
    public static final double COUNT_TOLERANCE = 0.1;

    public StageHonesty {
        Finite.requireAll("a share", ttftLagShare, routerToldShare, ttftRouterShare);
        Finite.requireAll("a share", tokensPerEvent, eventsPerRead, sharedReadShare);
    }

    /**
     * How many of the requests that can be compared are too far off.
     *
     * @param by what is compared with: {@code tokenizer}, {@code events}, {@code requested}; {@code mixed} for some of the first two
     * @param compared requests that have both counts, more than 0
     * @param mismatched those of them that are too far off
     * @param share mismatched / compared
     */
    public record Mismatch(String by, long compared, long mismatched, double share) {
        public Mismatch {
            Finite.require(share, "a share");
        }
    }
}
