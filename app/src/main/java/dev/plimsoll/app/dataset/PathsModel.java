package dev.plimsoll.app.dataset;

import dev.plimsoll.app.session.PartForm;
import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Files and globs, one a line; one alone is written as a text, several as a list. */
final class PathsModel {
    private static final String MEMBER = "path";

    private final PartForm form;
    private final StringProperty text = new SimpleStringProperty("");
    private boolean reading;
    private String shownPath = "";

    PathsModel(PartForm form) {
        this.form = form;
        text.addListener((_, _, _) -> {
            if (!reading) {
                form.set(MEMBER, node(), "Edit files", "typing");
            }
        });
        form.onRead(this::read);
    }

    /** The lines. */
    StringProperty text() {
        return text;
    }

    /** The paths that are written. */
    List<String> paths() {
        return text.get().lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    }

    /** One more path, at the end. */
    void add(String path) {
        List<String> all = paths();
        text.set(all.isEmpty() ? path : String.join("\n", all) + "\n" + path);
    }

    private void read() {
        JsonNode value = form.value(MEMBER).orElse(null);
        String path = form.part() == null ? "" : form.part().path();
        if (path.equals(shownPath) && String.valueOf(node()).equals(String.valueOf(value))) {
            return;
        }
        shownPath = path;
        reading = true;
        if (value == null) {
            text.set("");
        } else if (value.isArray()) {
            text.set(String.join("\n", value.valueStream().map(PartForm::shown).toList()));
        } else {
            text.set(PartForm.shown(value));
        }
        reading = false;
    }

    private @Nullable JsonNode node() {
        List<String> all = paths();
        if (all.size() <= 1) {
            return all.isEmpty() ? null : JsonNodeFactory.instance.stringNode(all.getFirst());
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        all.forEach(list::add);
        return list;
    }
}
