package dev.plimsoll.app.dataset;

import dev.plimsoll.app.session.LinkedFile;
import dev.plimsoll.app.session.PartForm;
import dev.plimsoll.app.session.WorkspaceSession;
import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.router.config.RouterConfigEdit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How often each model is asked for, as rows that are typed in; a row without a name is not in the document yet. */
final class SharesModel {
    static final String MEMBER = "models";

    private final WorkspaceSession session;
    private final PartForm form;
    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    private final ObservableList<Row> shownRows = FXCollections.unmodifiableObservableList(rows);
    private final ObservableList<String> offered = FXCollections.observableArrayList();
    private boolean reading;
    private String shownPath = "";

    /** One model. */
    static final class Row {
        private final StringProperty name;
        private final StringProperty weight;

        Row(String name, String weight) {
            this.name = new SimpleStringProperty(name);
            this.weight = new SimpleStringProperty(weight);
        }

        StringProperty name() {
            return name;
        }

        StringProperty weight() {
            return weight;
        }
    }

    SharesModel(WorkspaceSession session, PartForm form) {
        this.session = session;
        this.form = form;
        form.onRead(this::read);
        session.linked().all().addListener((_, _, _) -> offer());
    }

    ObservableList<Row> rows() {
        return shownRows;
    }

    /** The models of the workspace's targets of local models, in the order of their files. */
    ObservableList<String> offered() {
        return offered;
    }

    /** One more, of the first offered model that has no row. */
    void add() {
        Set<String> taken = new HashSet<>(rows.stream().map(r -> r.name().get()).toList());
        String name =
                offered.stream().filter(o -> !taken.contains(o)).findFirst().orElse("");
        rows.add(watched(new Row(name, "1")));
        write("Add model", "");
    }

    void remove(Row row) {
        rows.remove(row);
        write("Delete model", "");
    }

    /** What share each gets, in a sentence; empty where the weights say nothing. */
    String shares() {
        List<Double> weights = new ArrayList<>();
        for (Row row : rows) {
            JsonNode weight = PartForm.numberNode(row.weight().get());
            weights.add(weight != null && weight.isNumber() ? weight.doubleValue() : Double.NaN);
        }
        double sum = weights.stream().mapToDouble(w -> w).sum();
        if (weights.isEmpty() || weights.stream().anyMatch(w -> !(w > 0)) || Double.isInfinite(sum)) {
            return "";
        }
        List<String> shares = new ArrayList<>();
        for (int i = 0; i < weights.size(); i++) {
            shares.add(rows.get(i).name().get() + " " + Numbers.percent(weights.get(i) / sum));
        }
        return String.join(" · ", shares);
    }

    private Row watched(Row row) {
        row.name().addListener((_, _, _) -> write("Edit models", "typing"));
        row.weight().addListener((_, _, _) -> write("Edit models", "typing"));
        return row;
    }

    private void read() {
        offer();
        String path = form.part() == null ? "" : form.part().path();
        JsonNode value = form.value(MEMBER).orElse(null);
        if (Objects.equals(value, node()) && path.equals(shownPath)) {
            return;
        }
        shownPath = path;
        reading = true;
        rows.setAll(
                value == null
                        ? List.of()
                        : value.propertyStream()
                                .map(e -> watched(new Row(e.getKey(), PartForm.numberText(e.getValue()))))
                                .toList());
        reading = false;
    }

    private void offer() {
        List<String> names = session.linked().all().get().values().stream()
                .filter(LinkedFile::readable)
                .flatMap(f -> RouterConfigEdit.of(f.text()).names("models").stream())
                .distinct()
                .toList();
        if (!names.equals(offered)) {
            offered.setAll(names);
        }
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
            JsonNode weight = PartForm.numberNode(row.weight().get());
            if (!name.isEmpty()) {
                node.set(name, weight == null ? JsonNodeFactory.instance.numberNode(1) : weight);
            }
        }
        return node.isEmpty() ? null : node;
    }
}
