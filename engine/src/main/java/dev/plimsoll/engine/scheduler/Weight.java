package dev.plimsoll.engine.scheduler;

import dev.plimsoll.engine.dataset.Conversation;
import dev.plimsoll.engine.dataset.Turn;
import org.jspecify.annotations.Nullable;

/** About how much memory a conversation takes, in characters of text. */
final class Weight {
    private static final int OF_A_TURN = 100;

    private Weight() {}

    static long of(Conversation conversation) {
        long chars = 0;
        for (Turn turn : conversation.turns()) {
            chars += OF_A_TURN + turn.content().length() + length(turn.extraJson()) + length(turn.answer());
        }
        return chars;
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
