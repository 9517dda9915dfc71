package dev.plimsoll.engine.scheduler;

import dev.plimsoll.engine.dataset.Conversation;
import org.jspecify.annotations.Nullable;

/** Conversations as far as they were read ahead. Never blocks; read by the coordinator's thread. */
interface ConversationSource extends AutoCloseable {
    /**
     * The next conversation, or null where none is ready.
     *
     * @throws dev.plimsoll.engine.problem.PlimsollException if the dataset is broken at this place
     */
    @Nullable
    Conversation poll();

    /** Whether everything was given out and nothing more will come. */
    boolean isEnded();

    /** How often the dataset had started again at its first row when the last conversation given out was read. */
    long timesRecycled();

    @Override
    void close();
}
