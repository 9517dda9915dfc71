package dev.plimsoll.app.dataset;

import dev.plimsoll.app.session.PartForm;
import dev.plimsoll.app.widgets.Bound;
import dev.plimsoll.app.widgets.Bound.Choice;
import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.app.widgets.FormField;
import dev.plimsoll.app.widgets.FormRow;
import dev.plimsoll.engine.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;

/** A distribution of lengths: which one, its fields, and in a sentence what they make. */
final class LengthCard extends Card {
    private static final Map<String, String> LABELS = Map.of(
            "mean", "Mean",
            "stddev", "Std. deviation",
            "min", "At least",
            "max", "At most",
            "median", "Median",
            "value", "Length");

    private final LengthModel model;
    private final Label sentence = new Label();
    private final Map<String, FormField> fields = new LinkedHashMap<>();
    private final FormRow row = new FormRow(4);
    private final RowsTable peaks;
    private final RowsTable points;
    private final StringProperty shape = new SimpleStringProperty("");
    private final ComboBox<Choice> choice;

    LengthCard(PartForm form, LengthModel model, String title, String note) {
        super(title, note);
        this.model = model;
        form();
        String id = "dataset-" + model.member() + "-";
        sentence.getStyleClass().add("pl-field-message");
        sentence.setId(id + "sentence");
        sentence.setWrapText(true);
        ObservableList<Problem> all = form.problems();
        LABELS.forEach((name, label) -> fields.put(name, field(all, id, name, label)));
        peaks = new RowsTable(form, model.peaks(), id + "peaks", "Add a peak", model::freshPeak, Map.of());
        points = new RowsTable(form, model.points(), id + "points", "Add a value", model::freshPoint, Map.of());
        choice = Bound.choice(
                id + "shape",
                shape,
                model.unit().shapes().stream()
                        .map(s -> new Choice(s.name(), s.title()))
                        .toList(),
                "");
        choice.setAccessibleText("Distribution of " + title.toLowerCase(Locale.ROOT));
        choice.getStyleClass().add("length-shape");
        shape.addListener((_, _, to) -> model.choose(LengthShape.valueOf(to)));
        right(choice);
        form.onRead(this::read);
    }

    /** A node beside the choice of the distribution. */
    void beside(Node node) {
        right(node, choice);
    }

    /** Paths of the fields that are shown. */
    Set<String> shown() {
        Set<String> paths = model.shownFields().stream()
                .map(name -> model.member() + "." + name)
                .collect(Collectors.toSet());
        paths.add(model.member());
        switch (model.shape().get()) {
            case MULTIMODAL -> paths.add(model.member() + ".peaks*");
            case EMPIRICAL -> paths.add(model.member() + ".points*");
            default -> {}
        }
        return paths;
    }

    private void read() {
        shape.set(model.shape().get().name());
        List<FormField> now = new ArrayList<>();
        model.shownFields().forEach(name -> now.add(Objects.requireNonNull(fields.get(name))));
        if (!now.isEmpty()) {
            now.getFirst().label(model.shape().get() == LengthShape.FIXED ? "Always" : label(model));
        }
        row.arrange(now);
        switch (model.shape().get()) {
            case MULTIMODAL -> show(peaks);
            case EMPIRICAL -> show(points);
            default -> show(row);
        }
        sentence.setText(model.sentence());
    }

    private static String label(LengthModel model) {
        return LABELS.getOrDefault(model.shownFields().getFirst(), "");
    }

    private void show(Node fields) {
        if (!getChildren().contains(fields)) {
            content(fields, sentence);
        }
    }

    private FormField field(ObservableList<Problem> all, String id, String name, String label) {
        FormField field = new FormField(
                        label, Bound.text(id + name, model.field(name), name.equals("stddev") ? "0" : ""))
                .unit(model.unit().name());
        if (!name.equals("mean")) {
            return field.problems(all, model.member() + "." + name);
        }
        // a length written as a number has its problems at its own path
        return field.problems(
                new FilteredList<>(
                        all, p -> p.path().equals(model.member()) || p.path().equals(model.member() + ".mean")),
                model.member());
    }
}
