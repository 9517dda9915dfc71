package dev.plimsoll.app.dataset;

import dev.plimsoll.app.widgets.Bound;
import dev.plimsoll.app.widgets.Buttons;
import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.app.widgets.FormField;
import dev.plimsoll.app.widgets.FormRow;
import dev.plimsoll.engine.dataset.DatasetPreview;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import org.jspecify.annotations.Nullable;

/** Which column is what: found by its name, or named here. */
final class ColumnsCard extends Card {
    private static final Map<String, String> LABELS = labels();
    private static final Set<String> USUAL = Set.of("prompt", "system", "promptTokens", "outputTokens");

    private final DatasetModel model;
    private final ObservableList<String> columns = FXCollections.observableArrayList();
    private final Map<String, ComboBox<String>> combos = new LinkedHashMap<>();
    private final Map<String, FormField> fields = new LinkedHashMap<>();
    private final Map<String, String> found = new LinkedHashMap<>();
    private final FormRow row = new FormRow(2);
    private final Button more = Buttons.link("dataset-columns-all", "All columns", this::showAll);
    private boolean all;
    private String shownPath = "";

    ColumnsCard(DatasetModel model) {
        super("Columns", "which column is what");
        this.model = model;
        form();
        LABELS.forEach((target, label) -> {
            ComboBox<String> combo = Bound.suggest("dataset-column-" + target, model.column(target), columns, "");
            combos.put(target, combo);
            fields.put(target, new FormField(label, combo).problems(model.form().problems(), "columns." + target));
        });
        right(more);
        content(row);
        model.form().onRead(() -> {
            String path = model.form().part() == null ? "" : model.form().part().path();
            if (!path.equals(shownPath)) {
                shownPath = path;
                show(null);
            }
            arrange();
        });
    }

    /** Shows what a look found; null where there was none yet. */
    void show(@Nullable DatasetPreview preview) {
        found.clear();
        if (preview == null) {
            columns.clear();
        } else {
            if (!columns.equals(preview.columns())) { // never while the person is choosing among them
                columns.setAll(preview.columns());
            }
            for (DatasetPreview.Use use : preview.mapping()) {
                if (!use.named()) {
                    found.put(use.target(), String.join(", ", use.columns()));
                }
            }
        }
        combos.forEach((target, combo) -> {
            String by = found.get(target);
            combo.setPromptText(preview == null ? "by its name" : by == null ? "not used" : by + " (found)");
            Objects.requireNonNull(fields.get(target)).error(fault(preview, target));
        });
        arrange();
    }

    private String fault(@Nullable DatasetPreview preview, String target) {
        boolean wrong = preview != null
                && preview.problems().stream().anyMatch(p -> p.path().equals("columns." + target));
        return wrong ? "There is no column \"" + model.column(target).get().strip() + "\" in the first rows." : "";
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
                        || e.getValue().control().isFocusWithin()
                        || !model.column(e.getKey()).get().isBlank())
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
}
