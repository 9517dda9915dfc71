package dev.plimsoll.engine.metrics;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.plimsoll.engine.stats.Finite;
import org.jspecify.annotations.Nullable;

/**
 * How many requests were in each phase, and how many tokens they held, as levels over the time of the window. Of all requests that were
 * sent, however they ended.
 *
 * @param prefill requests sent whose first token had not come; null without streamed answers
 * @param decode requests whose first token had come and that had not ended; null without streamed answers
 * @param tokensInFlight tokens of the requests in flight: a prompt from its sending, an output as a whole from its first token, both to
 *     the end (AIPerf's definition: what a server's cache may hold at most); null where no count is known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StagePhases(
        @Nullable Level prefill,
        @Nullable Level decode,
        @Nullable Level tokensInFlight) {
    /**
     * A level in the window.
     *
     * @param mean weighted by how long each value stood
     * @param max the highest that stood for any time
     */
    public record Level(double mean, double max) {
        public Level {
            Finite.require(mean, "a mean");
            Finite.require(max, "a level");
        }
    }
}
