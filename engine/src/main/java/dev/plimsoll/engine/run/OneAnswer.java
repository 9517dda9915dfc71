package dev.plimsoll.engine.run;

import org.jspecify.annotations.Nullable;

/**
 * What came of one request. Times are ms since it was sent, or null where the thing did not happen.
 *
 * @param model model it named
 * @param status HTTP status, 0 where none came
 * @param error why it failed, a sentence, or null where it did not
 * @param connectMs time to open the connection, TLS included, before it was sent
 * @param firstTokenMs time to the first token: TTFT; null without a stream
 * @param totalMs time to the end of the answer
 * @param promptTokens input tokens as the server counts them, -1 where it does not say
 * @param outputTokens output tokens, -1 where unknown
 * @param countedByServer whether {@code outputTokens} is the server's own figure, not the number of stream events
 * @param eventMs times of the stream's events that carried text, the first {@value OneRequest#MOST_EVENTS} of them
 * @param text the answer's text, secrets left out
 * @param curl the same request for a shell, the key as a variable
 */
public record OneAnswer(
        String model,
        int status,
        @Nullable String error,
        @Nullable Double connectMs,
        @Nullable Double firstTokenMs,
        @Nullable Double totalMs,
        int promptTokens,
        int outputTokens,
        boolean countedByServer,
        double[] eventMs,
        String text,
        String curl) {
    public OneAnswer {
        eventMs = eventMs.clone();
    }
}
