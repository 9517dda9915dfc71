package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.dataset.ConversationRow.RowFaults;
import org.jspecify.annotations.Nullable;

/** Makes conversations of rows. Belongs to one thread. */
interface ConversationReader extends AutoCloseable {
    /** The conversation of a row; null where anything is wrong with it, all of which is told to the faults. */
    @Nullable
    Conversation map(Row row, long id, RowFaults faults);

    @Override
    default void close() {}
}
