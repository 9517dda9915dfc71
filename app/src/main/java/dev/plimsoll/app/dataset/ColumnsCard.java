package dev.plimsoll.app.dataset;

import dev.plimsoll.app.widgets.Buttons;
import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.app.widgets.FormField;
import dev.plimsoll.app.widgets.FormRow;
import dev.plimsoll.engine.dataset.DatasetPreview;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;
import org.jspecify.annotations.Nullable;

/** Which column is what: found by its name, or named here. */
final class ColumnsCard extends Card {
    private static final Map<String, String> LABELS = labels();
    private static final Set<String> USUAL = Set.of("prompt", "system", "promptTokens", "outputTokens");

    private final DatasetModel model;
    private final Map<String, ComboBox<String>> combos = new LinkedHashMap<>();
    private final Map<String, FormField> fields = new LinkedHashMap<>();
    private final Map<String, String> found = new LinkedHashMap<>();
    private final FormRow row = new FormRow(2);
    private final Button more = Buttons.link("dataset-columns-all", "All columns", this::showAll);
    private boolean all;
    private boolean reading;

    ColumnsCard(DatasetModel model) {
        super("Columns", "which column is what");
        this.model = model;
        form();
        for (String target : LABELS.keySet()) {
            ComboBox<String> combo = new ComboBox<>();
            combo.setId("dataset-column-" + target);
            combo.setButtonCell(new ColumnCell(target));
            combo.setCellFactory(_ -> new ColumnCell(target));
            combo.valueProperty().addListener((_, _, column) -> {
                if (!reading && column != null) {
                    model.column(target, column);
                }
            });
            combos.put(target, combo);
            FormField field = new FormField(Objects.requireNonNull(LABELS.get(target)), combo)
                    .problems(model.form().problems(), "columns." + target);
            fields.put(target, field);
        }
        right(more);
        content(row);
        model.form().onRead(() -> show(null));
    }

    /** Shows what a look found; with null only what is written. */
    void show(@Nullable DatasetPreview preview) {
        reading = true;
        List<String> columns = preview == null ? List.of() : preview.columns();
        Map<String, String> before = Map.copyOf(found);
        if (preview != null) {
            found.clear();
            for (DatasetPreview.Use use : preview.mapping()) {
                if (!use.named()) {
                    found.put(use.target(), String.join(", ", use.columns()));
                }
            }
        }
        combos.forEach((target, combo) -> {
            String written = model.column(target);
            boolean others = false;
            if (preview != null) {
                List<String> items = new ArrayList<>(List.of(""));
                items.addAll(columns);
                if (!written.isEmpty() && !columns.contains(written)) {
                    items.add(written);
                }
                if (!items.equals(combo.getItems())) { // never while the person is choosing among them
                    combo.getItems().setAll(items);
                    others = true;
                }
            }
            if (!written.equals(combo.getValue())) {
                combo.setValue(written);
            }
            if (others || !Objects.equals(before.get(target), found.get(target))) {
                combo.setButtonCell(new ColumnCell(target)); // the same value stands for something else now
            }
            if (preview != null) {
                Objects.requireNonNull(fields.get(target))
                        .error(preview.problems().stream()
                                .filter(p -> p.path().equals("columns." + target))
                                .findFirst()
                                .map(p -> "There is no column \"" + written + "\" in the first rows.")
                                .orElse(""));
            }
        });
        reading = false;
        arrange();
    }

    private void showAll() {
        all = !all;
        more.setText(all ? "Fewer columns" : "All columns");
        arrange();
    }

    /** The usual ones, and those that are found or named, or at fault. */
    private void arrange() {
        row.arrange(fields.entrySet().stream()
                .filter(e -> all
                        || USUAL.contains(e.getKey())
                        || found.containsKey(e.getKey())
                        || !model.column(e.getKey()).isEmpty())
                .map(Map.Entry::getValue)
                .toList());
    }

    private static Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("prompt", "Prompt");
        labels.put("system", "System prompt");
        labels.put("messages", "Messages");
        labels.put("promptTokens", "Input tokens");
        labels.put("outputTokens", "Output tokens");
        labels.put("image", "Image");
        labels.put("audio", "Recording");
        labels.put("query", "Query to rank by");
        labels.put("passages", "Passages to rank");
        labels.put("tools", "Tools");
        labels.put("delay", "Think time after");
        labels.put("relativeTimestamp", "Seconds from the start");
        labels.put("timestamp", "Time");
        labels.put("model", "Model");
        return labels;
    }

    /** A column, or what stands for none: what was found by its name. */
    private final class ColumnCell extends ListCell<String> {
        private final String target;

        ColumnCell(String target) {
            this.target = target;
        }

        @Override
        protected void updateItem(@Nullable String item, boolean empty) {
            super.updateItem(item, empty);
            if (empty || item == null) {
                setText("");
            } else if (item.isEmpty()) {
                String by = found.get(target);
                setText(by == null ? "not used" : by + " (found)");
            } else {
                setText(item);
            }
        }
    }
}
