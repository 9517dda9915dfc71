package dev.plimsoll.engine.strategy;

import dev.plimsoll.engine.dataset.Conversation;
import org.jspecify.annotations.Nullable;

/**
 * Gives each conversation of a stage its own times, where slots do not take whatever is ready. One per stage; one thread.
 */
public interface ConversationTiming {
    /**
     * The next conversation, with the offset at which each of its turns is to start, ns after the stage's start, as
     * {@code relativeTimestampNs} of the turn's settings. Its first turn always has one; a later turn without one starts as soon as it is
     * ready. First turns never descend from call to call. Turns that are not to be sent are left out; null where no conversation starts
     * any more.
     */
    @Nullable
    Conversation timed(Conversation next);
}
