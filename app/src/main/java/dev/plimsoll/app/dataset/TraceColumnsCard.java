package dev.plimsoll.app.dataset;

import dev.plimsoll.app.widgets.Bound;
import dev.plimsoll.app.widgets.Fold;
import dev.plimsoll.app.widgets.FormField;
import dev.plimsoll.app.widgets.FormRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.collections.ListChangeListener;

/** Names of a trace's columns where they are other than usual. */
final class TraceColumnsCard {
    private static final Map<String, String> LABELS = labels();

    private final Fold fold;

    TraceColumnsCard(DatasetModel model) {
        List<FormField> fields = LABELS.entrySet().stream()
                .map(e -> new FormField(
                                e.getValue(),
                                Bound.text("dataset-column-" + e.getKey(), model.column(e.getKey()), "by its name"))
                        .problems(model.form().problems(), "columns." + e.getKey()))
                .toList();
        fold = new Fold("dataset-columns", "Columns", new FormRow(2, fields.toArray(FormField[]::new)));
        model.form().onRead(() -> {
            String named = LABELS.keySet().stream()
                    .map(target -> model.column(target).get())
                    .filter(column -> !column.isBlank())
                    .collect(Collectors.joining(", "));
            fold.summary(named.isEmpty() ? "found by their names" : named);
        });
        model.form().problems().addListener((ListChangeListener<Object>) _ -> {
            if (model.form().problems().stream().anyMatch(p -> p.path().startsWith("columns."))) {
                fold.open(true); // an error is never folded away
            }
        });
    }

    Fold node() {
        return fold;
    }

    private static Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("timestamp", "Time");
        labels.put("inputLength", "Input length");
        labels.put("outputLength", "Output length");
        labels.put("hashIds", "Ids of shared blocks");
        labels.put("label", "Class");
        return labels;
    }
}
