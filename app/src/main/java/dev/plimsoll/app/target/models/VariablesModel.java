package dev.plimsoll.app.target.models;

import dev.plimsoll.app.session.PartForm;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What is added to the environment of a model's command, as rows that are typed in; a row without a name is not in the file yet. */
final class VariablesModel {
    private static final Pattern SECRET = Pattern.compile("(?i).*(key|token|secret|passw).*");

    private final ConfigModel config;
    private final Supplier<@Nullable String> path;
    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    private final ObservableList<Row> shownRows = FXCollections.unmodifiableObservableList(rows);
    private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
    private @Nullable String shownPath;
    private boolean reading;

    /** One variable. */
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

        /** Whether the value is to be hidden: by its name a key, and not itself the name of one in the environment. */
        boolean secret() {
            return SECRET.matcher(name.get()).matches() && !value.get().contains("${env.");
        }
    }

    VariablesModel(ConfigModel config, Supplier<@Nullable String> path) {
        this.config = config;
        this.path = path;
        config.onRead(this::read);
    }

    ObservableList<Row> rows() {
        return shownRows;
    }

    /** Why the last change was not written, or empty. */
    ReadOnlyStringProperty error() {
        return error.getReadOnlyProperty();
    }

    void add() {
        rows.add(watched(new Row("", "")));
    }

    void remove(Row row) {
        rows.remove(row);
        write("Delete variable", "");
    }

    private Row watched(Row row) {
        row.name().addListener((_, _, _) -> write("Edit variables", "typing"));
        row.value().addListener((_, _, _) -> write("Edit variables", "typing"));
        return row;
    }

    private void read() {
        String at = path.get();
        JsonNode value = at == null ? null : config.value(at).orElse(null);
        List<String> written = value == null
                ? List.of()
                : value.isArray() ? value.valueStream().map(PartForm::shown).toList() : List.of(PartForm.shown(value));
        List<Row> now = written.stream().map(VariablesModel::row).toList();
        if (texts(now).equals(texts(rows)) && Objects.equals(at, shownPath)) {
            return;
        }
        shownPath = at;
        reading = true;
        error.set("");
        rows.setAll(now.stream().map(this::watched).toList());
        reading = false;
    }

    private static Row row(String text) {
        int equals = text.indexOf('=');
        return equals < 0 ? new Row(text, "") : new Row(text.substring(0, equals), text.substring(equals + 1));
    }

    private static List<String> texts(List<Row> rows) {
        return rows.stream()
                .filter(r -> !r.name().get().isBlank())
                .map(r -> r.name().get().strip() + "=" + r.value().get())
                .toList();
    }

    private void write(String what, String mergeKey) {
        String at = path.get();
        if (reading || at == null) {
            return;
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        texts(rows).forEach(list::add);
        error.set(config.change(
                        what,
                        mergeKey.isEmpty() ? "" : at,
                        edit -> YamlForm.put(edit, at, list.isEmpty() ? null : list))
                .orElse(""));
    }
}
