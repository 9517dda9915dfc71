package dev.plimsoll.app.benchmark;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The built-in constraints: the words of their row, their value as one text ({@code 60 s a stage}, {@code 5 % of last 30}), and what they
 * do when they fire.
 */
enum ConstraintKind {
    MAX_DURATION("max_duration", "After a time", "Stop after", "seconds", Codec.SECONDS_EACH, " a stage", "", "60"),
    MAX_REQUESTS(
            "max_requests", "After a number of requests", "Stop after", "count", Codec.COUNTS, " requests", "", "1000"),
    MAX_TOKENS("max_tokens", "After a number of tokens", "Stop after", "count", Codec.COUNTS, " tokens", "", "1000000"),
    MAX_ERRORS("max_errors", "At a number of errors", "Stop everything at", "count", Codec.COUNTS, " errors", "", "10"),
    MAX_ERROR_RATE(
            "max_error_rate",
            "At a share of errors, lately",
            "Stop everything at",
            "rate",
            Codec.SHARES,
            " of last ",
            "window",
            "5"),
    MAX_GLOBAL_ERROR_RATE(
            "max_global_error_rate",
            "At a share of errors, overall",
            "Stop everything at",
            "rate",
            Codec.SHARES,
            " after ",
            "minimum",
            "5"),
    OVER_SATURATION(
            "over_saturation", "When the server saturates", "Stop a stage early at", "mode", Codec.TEXT, "", "", "");

    private static final int DEFAULT_SECOND = 30;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /** A value, words in between, and at most one whole number at the end, or a unit written out. */
    private static final Pattern SECOND = Pattern.compile("(.*?)\\s*(?:of\\s+(?:the\\s+)?last|after)\\s*(.*)");

    private final String kind;
    private final String menu;
    private final String words;
    private final String field;
    private final Codec codec;
    private final String suffix;
    private final String second;
    private final String initial;

    ConstraintKind(
            String kind,
            String menu,
            String words,
            String field,
            Codec codec,
            String suffix,
            String second,
            String initial) {
        this.kind = kind;
        this.menu = menu;
        this.words = words;
        this.field = field;
        this.codec = codec;
        this.suffix = suffix;
        this.second = second;
        this.initial = initial;
    }

    /** Its name in files. */
    String kind() {
        return kind;
    }

    /** Its line in the menu that adds one. */
    String menu() {
        return menu;
    }

    /** What stands before its value. */
    String words() {
        return words;
    }

    /** The kind of a constraint as written; empty where it is none of these. */
    static Optional<ConstraintKind> of(JsonNode constraint) {
        String written = constraint.path("kind").asString("");
        return Arrays.stream(values()).filter(k -> k.kind.equals(written)).findFirst();
    }

    /** A new one, with a value that is a sensible beginning. */
    ObjectNode create() {
        ObjectNode made = JSON.objectNode();
        made.put("kind", kind);
        if (this == OVER_SATURATION) {
            made.put("mode", "monitor");
        } else {
            codec.read(initial).ifPresent(v -> made.set(field, v));
        }
        return made;
    }

    /** Its value as text. */
    String text(JsonNode constraint) {
        if (this == OVER_SATURATION) {
            return constraint.path("mode").asString("enforce");
        }
        JsonNode value = constraint.get(field);
        String first = codec.write(value);
        if (first.isEmpty()) {
            return "";
        }
        if (second.isEmpty()) {
            boolean one = field.equals("count") && first.equals("1");
            return first + (one ? suffix.substring(0, suffix.length() - 1) : suffix);
        }
        String number = Codec.NUMBER.write(constraint.get(second));
        return first + suffix + (number.isEmpty() ? String.valueOf(DEFAULT_SECOND) : number);
    }

    /** The constraint with the value that a text means; everything else in it stays. */
    ObjectNode typed(ObjectNode constraint, String text) {
        ObjectNode changed = constraint.deepCopy();
        String rest = text.strip();
        if (!second.isEmpty()) {
            Matcher parts = SECOND.matcher(rest);
            String number = parts.matches() ? parts.group(2) : "";
            rest = parts.matches() ? parts.group(1) : rest;
            Codec.NUMBER
                    .read(number)
                    .filter(n -> changed.has(second) || !n.equals(JSON.numberNode((long) DEFAULT_SECOND)))
                    .ifPresent(n -> changed.set(second, n));
        } else {
            rest = rest.replaceAll("\\s*(?:(?:a|per|each)\\s+stage|requests?|tokens?|errors?)\\s*$", "");
        }
        codec.read(rest).ifPresentOrElse(v -> changed.set(field, v), () -> changed.remove(field));
        return changed;
    }

    /**
     * What it does when it fires.
     *
     * @param grace the benchmark's grace period as text, empty for none
     */
    String does(JsonNode constraint, String grace) {
        String ends = grace.isEmpty() ? "cancels what is in flight" : grace + " grace for what is in flight";
        return switch (this) {
            case MAX_DURATION ->
                grace.isEmpty() ? "stops new requests, no grace" : "stops new requests, " + grace + " grace";
            case MAX_REQUESTS -> "lets those requests end";
            case MAX_TOKENS -> ends;
            case MAX_ERRORS, MAX_ERROR_RATE, MAX_GLOBAL_ERROR_RATE -> "cancels what is in flight";
            case OVER_SATURATION ->
                constraint.path("mode").asString("enforce").equals("monitor")
                        ? "warns and marks; does not stop"
                        : "cancels what is in flight";
        };
    }

    /** Whether it stops the whole run rather than a stage's load, in words for its scope. */
    boolean hasMode() {
        return this == OVER_SATURATION;
    }
}
