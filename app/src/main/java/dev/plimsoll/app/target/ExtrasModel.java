package dev.plimsoll.app.target;

import dev.plimsoll.app.session.PartForm;
import dev.plimsoll.app.session.PrettyJson;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A field of JSON, written as text. What is no object yet stays in the field, with the place of its fault, and out of the document. */
final class ExtrasModel {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final PartForm form;
    private final String member;
    private final StringProperty text = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
    private final ReadOnlyIntegerWrapper errorLine = new ReadOnlyIntegerWrapper();
    private final ReadOnlyIntegerWrapper commaAt = new ReadOnlyIntegerWrapper(-1);
    private @Nullable JsonNode shown;
    private String shownPath = "";
    private boolean reading;

    ExtrasModel(PartForm form, String member) {
        this.form = form;
        this.member = member;
        text.addListener((_, _, typed) -> write(typed));
        form.onRead(this::read);
    }

    /** What is in the field. */
    StringProperty text() {
        return text;
    }

    /** What is wrong with it, a sentence, or empty. */
    ReadOnlyStringProperty error() {
        return error.getReadOnlyProperty();
    }

    /** The 1-based line of the fault, or 0. */
    ReadOnlyIntegerProperty errorLine() {
        return errorLine.getReadOnlyProperty();
    }

    /** Position in the text where only a comma is missing, or -1. */
    ReadOnlyIntegerProperty commaAt() {
        return commaAt.getReadOnlyProperty();
    }

    /** Puts the comma in that is missing. */
    void insertComma() {
        int at = commaAt.get();
        if (at >= 0) {
            text.set(text.get().substring(0, at) + "," + text.get().substring(at));
        }
    }

    /** Lays the text out anew; nothing while it is no JSON. */
    void format() {
        if (shown != null && error.get().isEmpty()) {
            text.set(PrettyJson.of(shown));
        }
    }

    private void read() {
        JsonNode value = form.value(member).orElse(null);
        String path = form.part() == null ? "" : form.part().path();
        boolean same = value == null ? shown == null : value.equals(shown);
        if (same && path.equals(shownPath)) {
            return; // what is typed stays, right or wrong
        }
        shown = value;
        shownPath = path;
        reading = true;
        text.set(value == null ? "" : PrettyJson.of(value));
        reading = false;
        tell(0, value == null || value.isObject() ? "" : "The extras must be an object, { … }.");
    }

    private void write(String typed) {
        if (reading) {
            return;
        }
        if (typed.isBlank()) {
            put(null);
            return;
        }
        try {
            JsonNode node = JSON.readTree(typed);
            if (node instanceof ObjectNode) {
                put(node);
            } else {
                tell(1, "The extras must be an object, { … }.");
            }
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            int line = at == null ? 1 : Math.max(1, at.getLineNr());
            int column = at == null ? 1 : Math.max(1, at.getColumnNr());
            String fault = fault(e);
            commaAt.set(fault.startsWith("expected ,") ? endBefore(typed, line, column) : -1);
            tell(line, "Line " + line + ", column " + column + ": " + fault + " The last correct text is kept.");
        }
    }

    private void put(@Nullable JsonNode node) {
        shown = node;
        tell(0, "");
        form.set(member, node, "Edit extras", "typing");
    }

    /** Where the last text before a place ends. */
    private static int endBefore(String text, int line, int column) {
        int at = 0;
        for (int i = 1; i < line; i++) {
            at = text.indexOf('\n', at) + 1;
        }
        at = Math.min(at + column - 1, text.length());
        while (at > 0 && Character.isWhitespace(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    private void tell(int line, String words) {
        if (line == 0) {
            commaAt.set(-1);
        }
        errorLine.set(line);
        error.set(words);
    }

    private static String fault(JacksonException e) {
        String said = e.getOriginalMessage().lines().findFirst().orElse("");
        if (said.contains("was expecting comma to separate")) {
            return "expected , or " + (said.contains("Array") ? "]" : "}") + " after the value.";
        }
        if (said.startsWith("Unexpected end-of-input") || said.contains("end-of-input")) {
            return "the text ends too early; a bracket or quote is not closed.";
        }
        if (said.contains("was expecting double-quote to start")) {
            return "expected a name in quotes.";
        }
        if (said.contains("was expecting a colon")) {
            return "expected : after the name.";
        }
        if (said.startsWith("Duplicate")) {
            return "a name is written twice.";
        }
        if (said.startsWith("Unrecognized token")) {
            return "a text must be in quotes.";
        }
        if (said.startsWith("Trailing token")) {
            return "there is text after the end.";
        }
        return "this is not JSON.";
    }
}
