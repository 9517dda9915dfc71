package dev.plimsoll.engine.dataset;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns that belong together and stay on one worker.
 *
 * @param id unique in the stage, in order of creation from 0
 * @param label class of the row in a weighted mix, or null
 * @param turns at least one; a turn's parents come before it, so that its first turns are a conversation too
 * @param givenAnswers the history holds the answers of the data (absent where there is none) instead of those that came
 */
public record Conversation(long id, @Nullable String label, List<Turn> turns, boolean givenAnswers) {
    public Conversation {
        turns = List.copyOf(turns);
        if (turns.isEmpty()) {
            throw new IllegalArgumentException("a conversation without a turn");
        }
    }

    /** A conversation whose history holds the answers that came. */
    public Conversation(long id, @Nullable String label, List<Turn> turns) {
        this(id, label, turns, false);
    }

    /** Its first turns; {@code count} is at most how many it has. */
    public Conversation first(int count) {
        return new Conversation(id, label, turns.subList(0, count), givenAnswers);
    }

    /** The same conversation with other turns. */
    public Conversation withTurns(List<Turn> others) {
        return new Conversation(id, label, others, givenAnswers);
    }
}
