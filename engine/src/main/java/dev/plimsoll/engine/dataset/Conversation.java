package dev.plimsoll.engine.dataset;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns that belong together and stay on one worker.
 *
 * @param id unique in the stage, in order of creation from 0
 * @param label class of the row in a weighted mix, or null
 * @param turns at least one; a turn's parents come before it
 */
public record Conversation(long id, @Nullable String label, List<Turn> turns) {
    public Conversation {
        turns = List.copyOf(turns);
    }
}
