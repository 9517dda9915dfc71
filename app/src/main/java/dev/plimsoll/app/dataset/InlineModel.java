package dev.plimsoll.app.dataset;

import dev.plimsoll.app.session.PartForm;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Rows in the workspace, a line each: a text as it is, or JSON where the line begins with a brace, a bracket or a quotation mark. A line
 * that is no JSON although it begins so is told, and the last rows that were right stay in the document.
 */
final class InlineModel {
    private static final String MEMBER = "rows";
    private static final String JSON_BEGINS = "{[\"";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private final PartForm form;
    private final StringProperty text = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
    private final ReadOnlyIntegerWrapper errorLine = new ReadOnlyIntegerWrapper();
    private @Nullable JsonNode shown;
    private String shownPath = "";
    private boolean reading;

    InlineModel(PartForm form) {
        this.form = form;
        text.addListener((_, _, typed) -> write(typed));
        form.onRead(this::read);
    }

    /** The lines. */
    StringProperty text() {
        return text;
    }

    /** What is wrong with a line, a sentence, or empty. */
    ReadOnlyStringProperty error() {
        return error.getReadOnlyProperty();
    }

    /** Which line it is, from 1; 0 where none is wrong. */
    ReadOnlyIntegerProperty errorLine() {
        return errorLine.getReadOnlyProperty();
    }

    private void read() {
        JsonNode value = form.value(MEMBER).orElse(null);
        String path = form.part() == null ? "" : form.part().path();
        boolean same = value == null ? shown == null : value.equals(shown);
        if (same && path.equals(shownPath)) {
            return; // what is typed stays, right or wrong
        }
        shown = value;
        shownPath = path;
        reading = true;
        text.set(
                value == null
                        ? ""
                        : value.isArray()
                                ? value.valueStream().map(InlineModel::line).collect(Collectors.joining("\n"))
                                : line(value));
        reading = false;
        tell(0, "");
    }

    private void write(String typed) {
        if (reading) {
            return;
        }
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        List<String> lines = new ArrayList<>(typed.lines().toList());
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty()) {
                continue;
            }
            if (JSON_BEGINS.indexOf(line.charAt(0)) < 0) {
                rows.add(line);
                continue;
            }
            try {
                rows.add(JSON.readTree(line));
            } catch (JacksonException e) {
                tell(
                        i + 1,
                        "Line " + (i + 1) + " is not JSON, although it begins like it. A text that begins with "
                                + line.charAt(0) + " must be in quotes. The last correct rows are kept.");
                return;
            }
        }
        shown = rows.isEmpty() ? null : rows;
        tell(0, "");
        form.set(MEMBER, shown, "Edit rows", "typing");
    }

    private void tell(int line, String words) {
        errorLine.set(line);
        error.set(words);
    }

    /** A row on a line of its own: a text as it is where it can be read back so, everything else as JSON. */
    private static String line(JsonNode row) {
        if (!row.isString()) {
            return row.toString();
        }
        String text = row.stringValue();
        boolean plain = !text.isEmpty()
                && text.equals(text.strip())
                && text.lines().count() == 1
                && JSON_BEGINS.indexOf(text.charAt(0)) < 0;
        return plain ? text : row.toString();
    }
}
