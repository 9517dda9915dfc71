package dev.plimsoll.engine.record;

import java.util.Locale;

/** Where an output token count comes from; the report says so. */
public enum TokenSource {
    /** The server's {@code usage}. */
    USAGE,
    /** Our tokenizer over the received text. */
    TOKENIZER,
    /** The number of content events. */
    EVENTS,
    /** Unknown. */
    NONE;

    /** The name used in files. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
