package dev.plimsoll.engine.dataset;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The texts of a row. */
final class RowTexts {
    /** What the text is called by which others are ranked. */
    static final String QUERY = "query";

    /** What the texts are called that are ranked. */
    static final String PASSAGES = "passages";

    private RowTexts() {}

    /**
     * The texts of a value: one; several in a list; or, in AIPerf's way, lists with names ({@code {"name": "query", "contents": [...]}}).
     *
     * @throws BadRow where it is none of these, or empty
     */
    static List<Content.Text> of(Row.Place place, String column, JsonNode value) throws BadRow {
        if (!value.isArray()) {
            return List.of(new Content.Text(null, text(place, column, value)));
        }
        List<Content.Text> texts = new ArrayList<>();
        for (JsonNode element : value) {
            if (element.isObject() && element.path("contents").isArray()) {
                String name = element.path("name").stringValue("");
                texts.addAll(named(name.isEmpty() ? null : name, place, column, element.path("contents")));
            } else {
                texts.add(new Content.Text(null, text(place, column, element)));
            }
        }
        if (texts.isEmpty()) {
            throw new BadRow(place, column, "is empty");
        }
        return texts;
    }

    /** The texts of a value, one or a list of them (also as JSON in text), with a name. */
    static List<Content.Text> named(@Nullable String name, Row.Place place, String column, JsonNode value)
            throws BadRow {
        List<Content.Text> texts = new ArrayList<>();
        JsonNode list = listOrSelf(value);
        if (!list.isArray()) {
            return List.of(new Content.Text(name, text(place, column, list)));
        }
        for (JsonNode element : list) {
            JsonNode text = element.isObject() ? element.path("text") : element; // {"text": ...}, as rerankers write
            texts.add(new Content.Text(name, text(place, column, text)));
        }
        return texts;
    }

    private static String text(Row.Place place, String column, JsonNode value) throws BadRow {
        if (!value.isString() && !value.isNumber()) {
            throw new BadRow(place, column, "must be text, but is " + JsonRow.kind(value));
        }
        String text = value.asString();
        if (text.isEmpty()) {
            throw new BadRow(place, column, "is empty");
        }
        return text;
    }

    /** Tokens of all texts and the system prompt. */
    static int tokens(Content content, Tokenizer tokenizer) {
        String system = content.system();
        int tokens = system == null ? 0 : tokenizer.count(system);
        for (String text : content.texts()) {
            tokens += tokenizer.count(text);
        }
        return tokens;
    }

    /** A value, or the list that is in it as JSON text (as in CSV). */
    static JsonNode listOrSelf(JsonNode value) {
        if (!value.isString() || !value.stringValue().startsWith("[")) {
            return value;
        }
        try {
            JsonNode inner = JsonRow.MAPPER.readTree(value.stringValue());
            return inner.isArray() ? inner : value;
        } catch (JacksonException e) {
            return value; // text that begins with a bracket
        }
    }

    /** A list in JSON, or in text that holds JSON (as in CSV). */
    static JsonNode unwrapped(Row.Place place, String column, ObjectNode fields) throws BadRow {
        JsonNode value = fields.path(column);
        if (!value.isString()) {
            return value;
        }
        try {
            return JsonRow.MAPPER.readTree(value.stringValue());
        } catch (JacksonException e) {
            throw new BadRow(place, column, "must be a list, but is text that is not JSON");
        }
    }
}
