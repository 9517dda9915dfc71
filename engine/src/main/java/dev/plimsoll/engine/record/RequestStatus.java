package dev.plimsoll.engine.record;

import java.util.Locale;

/** Where a request is in its life: {@code queued -> pending -> in_progress -> first_token -> completed | errored | cancelled}. */
public enum RequestStatus {
    /** Created (its slot fell due, or a stream took it) and waiting. */
    QUEUED,
    /** A worker holds it and waits for its time, a connection or a free place under the cap. */
    PENDING,
    /** Its first byte was handed to the socket. */
    IN_PROGRESS,
    /** The first non-empty token arrived. */
    FIRST_TOKEN,
    /** Ended well. */
    COMPLETED,
    /** Ended with a {@link RequestError}. */
    ERRORED,
    /** Ended by us: a constraint, the end of the run, an injected cancellation, a failed parent turn. */
    CANCELLED,
    /** Never sent: later than {@code maxLag}. */
    DROPPED;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The name used in files: {@code in_progress}. */
    public String text() {
        return text;
    }

    /** True for the four ends. */
    public boolean isTerminal() {
        return ordinal() >= COMPLETED.ordinal();
    }

    /** The status with this {@link #text()}; throws {@link IllegalArgumentException} for any other. */
    public static RequestStatus ofText(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
