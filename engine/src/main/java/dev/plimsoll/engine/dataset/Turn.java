package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.record.RequestSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request to be made. Model, output length and extra members are its own alone: no later turn inherits them.
 *
 * @param index 0-based position in the conversation
 * @param parents the turns that must have completed before it, all of smaller index; empty for one that nothing comes before
 * @param content what it says
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
        Content content,
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

    /**
     * A request that stands alone.
     *
     * @param promptTokens length by our tokenizer, or -1
     * @param outputTokens output length to ask for, or -1
     */
    public static Turn single(Content content, int promptTokens, int outputTokens) {
        return new Turn(
                0, NO_PARENTS, content, promptTokens, outputTokens, false, null, null, RequestSettings.NONE, null);
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

    /** The same turn, saying something else of {@code tokens} tokens (-1 = not counted). */
    public Turn saying(Content other, int tokens) {
        return new Turn(index, parents, other, tokens, outputTokens, ignoreEos, model, extraJson, settings, answer);
    }

    /** The same turn with a system prompt before it, {@code tokens} long. */
    public Turn withSystem(String prefix, int tokens) {
        return saying(content.withSystem(prefix), promptTokens < 0 ? promptTokens : promptTokens + tokens);
    }

    /** The same turn for another model. */
    public Turn askingFor(String otherModel) {
        return new Turn(
                index,
                parents,
                content,
                promptTokens,
                outputTokens,
                ignoreEos,
                otherModel,
                extraJson,
                settings,
                answer);
    }

    /** The same turn, to be started at this time relative to the trace's or the stage's start, ns. */
    public Turn startingAt(long relativeTimestampNs) {
        RequestSettings timed = new RequestSettings(relativeTimestampNs, settings.delayNs());
        return new Turn(
                index, parents, content, promptTokens, outputTokens, ignoreEos, model, extraJson, timed, answer);
    }
}
