package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.record.RequestSettings;
import org.jspecify.annotations.Nullable;

/**
 * One request to be made. Exactly one of {@code prompt} and {@code messagesJson} is set.
 *
 * @param index 0-based position in the conversation
 * @param parents indexes of the turns that must have completed; empty for the first
 * @param system system prompt or prefix, or null
 * @param prompt user text, or null
 * @param messagesJson an OpenAI {@code messages} array as JSON text, sent as it is, or null
 * @param promptTokens length by our tokenizer, or -1
 * @param outputTokens output length to ask for, or -1
 * @param ignoreEos ask the server to go on to {@code outputTokens}
 * @param model model of this row, or null
 * @param extraJson JSON object merged into the body after the endpoint's extras, or null
 * @param settings what the row says about its time
 */
public record Turn(
        int index,
        int[] parents,
        @Nullable String system,
        @Nullable String prompt,
        @Nullable String messagesJson,
        int promptTokens,
        int outputTokens,
        boolean ignoreEos,
        @Nullable String model,
        @Nullable String extraJson,
        RequestSettings settings) {
    /** No parents. */
    public static final int[] NO_PARENTS = {};
}
