package dev.plimsoll.engine.dataset;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A lazy source of conversations, read by one thread.
 *
 * <p>Each stage of a run opens its own pass by {@link Datasets}, so every stage starts at the same row (or seed).
 */
public interface Dataset extends AutoCloseable {
    /**
     * The next conversation, or null at the end.
     *
     * @throws dev.plimsoll.engine.problem.PlimsollException on a broken row, located by file and line
     */
    @Nullable
    Conversation next();

    /** How often it started again at the first row; recycled rows warm prefix caches, so the report says it. */
    long timesRecycled();

    /** Kind and resolved parameters for the report; finite, serialisable, free of secrets. */
    Map<String, Object> describe();

    @Override
    void close();
}
