package dev.plimsoll.engine.trust;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How bad a finding is. */
public enum Severity {
    /** Good to know; the figures stand. */
    NOTE,
    /** Read the figures with care. */
    SUSPECT,
    /** Do not use the figures. */
    INVALID;

    /** Lower case, as in files. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
