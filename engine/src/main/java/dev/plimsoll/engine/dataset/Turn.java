package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.record.RequestSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request to be made. Exactly one of {@code prompt} and {@code messagesJson} is set.
 *
 * @param index 0-based position in the conversation
 * @param parents the turns that must have completed before it, all of smaller index; empty for one that nothing comes before
 * @param system system prompt or prefix, or null
 * @param prompt user text, or null
 * @param messagesJson an OpenAI {@code messages} array as JSON text, sent as it is, or null
 * @param promptTokens length by our tokenizer without the history, or -1
 * @param outputTokens output length to ask for, or -1
 * @param ignoreEos ask the server to go on to {@code outputTokens}
 * @param model model of this row, or null
 * @param extraJson JSON object merged into the body after the endpoint's extras, or null
 * @param settings what the row says about its time
 * @param answer the answer in the data, for the history of a conversation with {@link Conversation#givenAnswers}; or null
 */
public record Turn(
        int index,
        List<Parent> parents,
        @Nullable String system,
        @Nullable String prompt,
        @Nullable String messagesJson,
        int promptTokens,
        int outputTokens,
        boolean ignoreEos,
        @Nullable String model,
        @Nullable String extraJson,
        RequestSettings settings,
        @Nullable String answer) {
    /** No parents. */
    public static final List<Parent> NO_PARENTS = List.of();

    public Turn {
        parents = List.copyOf(parents);
    }

    /** A turn without an answer in the data. */
    public Turn(
            int index,
            List<Parent> parents,
            @Nullable String system,
            @Nullable String prompt,
            @Nullable String messagesJson,
            int promptTokens,
            int outputTokens,
            boolean ignoreEos,
            @Nullable String model,
            @Nullable String extraJson,
            RequestSettings settings) {
        this(
                index,
                parents,
                system,
                prompt,
                messagesJson,
                promptTokens,
                outputTokens,
                ignoreEos,
                model,
                extraJson,
                settings,
                null);
    }

    /** The same turn with a system prompt before it, {@code tokens} long. */
    Turn withSystem(String prefix, int tokens) {
        return new Turn(
                index,
                parents,
                prefix,
                prompt,
                messagesJson,
                promptTokens < 0 ? promptTokens : promptTokens + tokens,
                outputTokens,
                ignoreEos,
                model,
                extraJson,
                settings,
                answer);
    }

    /** The parents of the n-th of turns that follow one another, each told of everything before it. */
    public static List<Parent> after(int index) {
        return index == 0 ? NO_PARENTS : List.of(new Parent(index - 1, HistoryContext.FULL));
    }

    /**
     * A turn that must have completed.
     *
     * @param turn its index
     * @param context what is told of it
     */
    public record Parent(int turn, HistoryContext context) {}

    /** The same turn, to be started at this time relative to the trace's or the stage's start, ns. */
    public Turn startingAt(long relativeTimestampNs) {
        return new Turn(
                index,
                parents,
                system,
                prompt,
                messagesJson,
                promptTokens,
                outputTokens,
                ignoreEos,
                model,
                extraJson,
                new RequestSettings(relativeTimestampNs, settings.delayNs()),
                answer);
    }
}
