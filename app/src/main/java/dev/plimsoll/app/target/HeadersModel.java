package dev.plimsoll.app.target;

import dev.plimsoll.app.session.PartForm;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The further request headers, as rows that are typed in; a row without a name is not in the document yet. */
final class HeadersModel {
    private static final String MEMBER = "headers";

    private final PartForm form;
    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    private final ObservableList<Row> shownRows = FXCollections.unmodifiableObservableList(rows);
    private boolean reading;
    private String shownPath = "";

    /** One header. */
    static final class Row {
        private final StringProperty name;
        private final StringProperty value;

        Row(String name, String value) {
            this.name = new SimpleStringProperty(name);
            this.value = new SimpleStringProperty(value);
        }

        StringProperty name() {
            return name;
        }

        StringProperty value() {
            return value;
        }
    }

    HeadersModel(PartForm form) {
        this.form = form;
        form.onRead(this::read);
    }

    ObservableList<Row> rows() {
        return shownRows;
    }

    /** An empty row at the end. */
    void add() {
        rows.add(watched(new Row("", "")));
    }

    void remove(Row row) {
        rows.remove(row);
        write("Delete header", "");
    }

    /** A name that stands in two rows, or null. */
    @Nullable
    String twice() {
        Set<String> seen = new HashSet<>();
        for (Row row : rows) {
            String name = row.name().get().strip();
            if (!name.isEmpty() && !seen.add(name.toLowerCase(java.util.Locale.ROOT))) {
                return name;
            }
        }
        return null;
    }

    private Row watched(Row row) {
        row.name().addListener((_, _, _) -> write("Edit headers", "typing"));
        row.value().addListener((_, _, _) -> write("Edit headers", "typing"));
        return row;
    }

    private void read() {
        String path = form.part() == null ? "" : form.part().path();
        JsonNode value = form.value(MEMBER).orElse(null);
        JsonNode mine = node();
        boolean same = value == null ? mine == null : value.equals(mine);
        if (same && path.equals(shownPath)) {
            return;
        }
        shownPath = path;
        reading = true;
        rows.clear();
        if (value != null) {
            for (Map.Entry<String, JsonNode> header : value.properties()) {
                rows.add(watched(new Row(header.getKey(), PartForm.shown(header.getValue()))));
            }
        }
        reading = false;
    }

    private void write(String what, String mergeKey) {
        if (!reading) {
            form.set(MEMBER, node(), what, mergeKey);
        }
    }

    private @Nullable ObjectNode node() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        for (Row row : rows) {
            String name = row.name().get().strip();
            if (!name.isEmpty()) {
                node.put(name, row.value().get());
            }
        }
        return node.isEmpty() ? null : node;
    }
}
