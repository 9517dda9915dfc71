package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.dataset.Content;
import dev.plimsoll.engine.dataset.Turn;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What holds for a request: some things are the turn's own alone, others stay until a later turn says something else. */
final class Latest {
    private Latest() {}

    /** What the turn says, else the latest turn before it that says it; null where none does. */
    static @Nullable String of(Turn turn, List<Backend.Exchange> history, Function<Content, @Nullable String> what) {
        String found = what.apply(turn.content());
        for (int i = history.size() - 1; found == null && i >= 0; i--) {
            found = what.apply(history.get(i).turn().content());
        }
        return found;
    }

    /** The turn's own model, never an earlier one's; else the target's. */
    static String model(Turn turn, BackendSettings settings) {
        String own = turn.model();
        return own != null ? own : settings.model();
    }
}
