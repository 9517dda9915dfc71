package dev.plimsoll.engine.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/**
 * Which requests belong to a measurement window. A request <em>starts</em> at the time the schedule meant for it (open loop), in a
 * closed loop when it was sent, or, never sent, when it should have been; it <em>ends</em> with its answer or with our patience.
 */
public enum WindowRule {
    /** Those that start in it: the default. In an open loop a request sent late by the generator cannot slip out of it. */
    START_IN("start-in"),
    /** Those that end in it. */
    END_IN("end-in"),
    /** Those that start and end in it. */
    FULLY_IN("fully-in"),
    /** Those that were under way at any moment of it. */
    OVERLAP("overlap");

    private final String text;

    WindowRule(String text) {
        this.text = text;
    }

    /** Its name in files: {@code start-in}. */
    @JsonValue
    public String text() {
        return text;
    }

    /** The rule with a name, empty for an unknown one. */
    public static Optional<WindowRule> named(String text) {
        return Arrays.stream(values()).filter(rule -> rule.text.equals(text)).findFirst();
    }

    /** The names of all rules. */
    public static String[] names() {
        return Arrays.stream(values()).map(WindowRule::text).toArray(String[]::new);
    }

    @JsonCreator
    static WindowRule of(String text) {
        return named(text).orElseThrow(() -> new IllegalArgumentException("no window rule '" + text + "'"));
    }
}
