package dev.plimsoll.app.benchmark;

import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.app.widgets.FormField;
import dev.plimsoll.app.widgets.Icons;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.util.StringConverter;
import org.controlsfx.control.SearchableComboBox;
import org.controlsfx.control.textfield.CustomTextField;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** What is loaded with what: the target and the dataset, each with a line of facts. */
final class PartsCard extends Card {
    private final BenchmarkModel model;

    PartsCard(BenchmarkModel model) {
        this.model = model;
        FormField target = field("target", "Target", PartFacts::targets);
        FormField dataset = field("dataset", "Dataset", PartFacts::datasets);
        content(Grids.row("bm-fields", target, dataset));
    }

    private FormField field(String name, String label, Function<WorkspaceFile, List<PartFacts>> parts) {
        SearchableComboBox<PartFacts> box = new SearchableComboBox<>();
        box.setId("benchmark-" + name);
        box.setConverter(new Searched());
        box.setButtonCell(new Cell());
        box.setCellFactory(_ -> new Cell());
        box.setVisibleRowCount(12);
        box.skinProperty().addListener((_, _, _) -> {
            // the control's own sign is a coloured picture
            if (box.lookup(".combo-box-search") instanceof CustomTextField search) {
                search.setLeft(Icons.of("bi-search", 12));
                search.setPromptText("Search");
            }
        });
        FormField field = new FormField(label, box);
        boolean[] showing = {false};
        Runnable refresh = () -> {
            showing[0] = true;
            show(box, field, model.text(name), parts.apply(model.file()));
            showing[0] = false;
            field.error(
                    model.present()
                            ? model.problemOf(name).map(FormField::sentence).orElse("")
                            : "");
        };
        box.valueProperty().addListener((_, _, now) -> {
            if (!showing[0] && now != null) {
                model.set("Choose " + name, name, JsonNodeFactory.instance.stringNode(now.id()));
            }
        });
        model.onChange(refresh);
        model.onProblems(refresh);
        refresh.run();
        return field;
    }

    private static void show(SearchableComboBox<PartFacts> box, FormField field, String id, List<PartFacts> parts) {
        List<PartFacts> all = new ArrayList<>(parts);
        PartFacts chosen =
                all.stream().filter(p -> p.id().equals(id)).findFirst().orElse(null);
        if (chosen == null && !id.isEmpty()) {
            chosen = new PartFacts(id, "not in this workspace", "");
            all.addFirst(chosen);
        }
        if (!box.getItems().equals(all)) {
            // the box looks for its value in the list while that changes, which an observable list forbids
            box.setValue(null);
            box.setItems(FXCollections.observableArrayList(all));
        }
        box.setValue(chosen);
        box.setPromptText(parts.isEmpty() ? "None in this workspace yet" : "Choose one");
        field.hint(chosen == null ? "" : chosen.facts());
    }

    /** What the search looks at. */
    private static final class Searched extends StringConverter<PartFacts> {
        @Override
        public String toString(@Nullable PartFacts part) {
            return part == null ? "" : part.id() + " " + part.note();
        }

        @Override
        public @Nullable PartFacts fromString(String text) {
            return null;
        }
    }

    private static final class Cell extends ListCell<PartFacts> {
        private final Label id = new Label();
        private final Label note = new Label();
        private final HBox row = new HBox(id, note);

        Cell() {
            note.getStyleClass().addAll("pl-muted", "pl-small");
            row.getStyleClass().add("bm-part");
            row.setAlignment(Pos.CENTER_LEFT);
            id.setMinWidth(Label.USE_PREF_SIZE);
        }

        @Override
        protected void updateItem(@Nullable PartFacts item, boolean empty) {
            super.updateItem(item, empty);
            setText(null);
            if (empty || item == null) {
                setGraphic(null);
                return;
            }
            id.setText(item.id());
            note.setText(item.note());
            setGraphic(row);
        }
    }
}
