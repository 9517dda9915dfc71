package dev.plimsoll.engine.dataset;

import java.util.Locale;

/** What a turn is told of the conversation through one of its parents. */
public enum HistoryContext {
    /** The parent with its answer, and everything the parent itself follows in full. At most one parent of a turn. */
    FULL,
    /** The parent with its answer, nothing before it. */
    LAST,
    /** Nothing: the turn waits for the parent and begins afresh. */
    NEW;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The name used in files: {@code full}. */
    public String text() {
        return text;
    }
}
