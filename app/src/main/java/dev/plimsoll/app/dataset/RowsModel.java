package dev.plimsoll.app.dataset;

import dev.plimsoll.app.session.PartForm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A list of objects in a part, one a line: the peaks of a distribution, the parts of a mix. What this version does not know of an object
 * stays in it.
 */
final class RowsModel {
    private final PartForm form;
    private final String member;
    private final String what;
    private final List<Column> columns;
    private final List<Line> lines = new ArrayList<>(); // never fewer: a line shows whatever stands at its place
    private final ReadOnlyIntegerWrapper size = new ReadOnlyIntegerWrapper();
    private String shownPath = "";

    /**
     * A field that each line has.
     *
     * @param member its name in the file
     * @param title above it
     * @param unit inside it, or empty
     * @param prompt what counts where it is empty
     * @param number whether it is a number rather than a text
     */
    record Column(String member, String title, String unit, String prompt, boolean number) {}

    /**
     * A list.
     *
     * @param member where it is: {@code promptTokens.peaks}
     * @param what a line is called in the names of undo steps: {@code peak}
     */
    RowsModel(PartForm form, String member, String what, List<Column> columns) {
        this.form = form;
        this.member = member;
        this.what = what;
        this.columns = List.copyOf(columns);
        form.onRead(this::read);
    }

    /** Where the list is. */
    String member() {
        return member;
    }

    /** Where a line is: {@code promptTokens.peaks[1]}. */
    String path(int line) {
        return member + "[" + line + "]";
    }

    List<Column> columns() {
        return columns;
    }

    /** How many lines there are. */
    ReadOnlyIntegerProperty size() {
        return size.getReadOnlyProperty();
    }

    /** A field of a line, as typed. */
    StringProperty field(int line, String column) {
        return Objects.requireNonNull(lines.get(line).fields.get(column));
    }

    /** The numbers of a column, those that can be read; {@code ifEmpty} stands for a field that is empty. */
    List<Double> numbers(String column, double ifEmpty) {
        List<Double> numbers = new ArrayList<>();
        for (int i = 0; i < size.get(); i++) {
            JsonNode node = PartForm.numberNode(field(i, column).get());
            numbers.add(node == null ? ifEmpty : node.isNumber() ? node.doubleValue() : Double.NaN);
        }
        return numbers;
    }

    /** One more line, at the end. */
    void add(ObjectNode line) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        written().forEach(all::add);
        form.set(member, all.add(line), "Add " + what, "");
    }

    /** A line less; without any the list itself goes. */
    void remove(int line) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        written().forEach(all::add);
        all.remove(line);
        form.set(member, all.isEmpty() ? null : all, "Delete " + what, "");
    }

    private List<JsonNode> written() {
        return form.value(member)
                .filter(JsonNode::isArray)
                .map(all -> all.valueStream().toList())
                .orElse(List.of());
    }

    private void read() {
        List<JsonNode> all = written();
        String path = form.part() == null ? "" : form.part().path();
        boolean other = !path.equals(shownPath);
        shownPath = path;
        while (lines.size() < all.size()) {
            lines.add(new Line(lines.size()));
        }
        for (int i = 0; i < lines.size(); i++) {
            lines.get(i).read(i < all.size() ? all.get(i) : MissingNode.getInstance(), other);
        }
        size.set(all.size());
    }

    private static @Nullable JsonNode node(Column column, String text) {
        if (column.number()) {
            return PartForm.numberNode(text);
        }
        String stripped = text.strip();
        return stripped.isEmpty() ? null : JsonNodeFactory.instance.stringNode(stripped);
    }

    private final class Line {
        private final Map<String, StringProperty> fields = new LinkedHashMap<>();

        Line(int index) {
            for (Column column : columns) {
                StringProperty field = new SimpleStringProperty("");
                fields.put(column.member(), field);
                field.addListener((_, _, text) -> form.set(
                        path(index) + "." + column.member(),
                        node(column, text),
                        "Edit " + column.member() + " of " + what,
                        "typing"));
            }
        }

        void read(JsonNode line, boolean other) {
            for (Column column : columns) {
                StringProperty field = Objects.requireNonNull(fields.get(column.member()));
                JsonNode value = line.get(column.member());
                JsonNode shown = value == null || value.isNull() ? null : value;
                if (other || !Objects.equals(node(column, field.get()), shown)) {
                    field.set(
                            shown == null ? "" : column.number() ? PartForm.numberText(shown) : PartForm.shown(shown));
                }
            }
        }
    }
}
