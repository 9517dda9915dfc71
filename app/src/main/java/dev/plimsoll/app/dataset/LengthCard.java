package dev.plimsoll.app.dataset;

import dev.plimsoll.app.session.PartForm;
import dev.plimsoll.app.widgets.Bound;
import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.app.widgets.FormField;
import dev.plimsoll.app.widgets.FormRow;
import dev.plimsoll.engine.problem.Problem;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.scene.control.Label;

/** A distribution of lengths: mean, deviation, bounds, and in a sentence what they make. */
final class LengthCard extends Card {
    private final LengthModel model;
    private final Label sentence = new Label();

    LengthCard(PartForm form, LengthModel model, String title, String note) {
        super(title, note);
        this.model = model;
        form();
        String id = "dataset-" + model.member() + "-";
        sentence.getStyleClass().add("pl-field-message");
        sentence.setId(id + "sentence");
        sentence.setWrapText(true);
        ObservableList<Problem> all = form.problems();
        FormField mean = new FormField("Mean", Bound.text(id + "mean", model.field("mean"), ""))
                .unit(model.unit().name());
        // a length written as a number has its problems at its own path
        mean.problems(
                new FilteredList<>(
                        all, p -> p.path().equals(model.member()) || p.path().equals(model.member() + ".mean")),
                model.member());
        content(
                new FormRow(
                        4,
                        mean,
                        field(all, id, "stddev", "Std. deviation", "0"),
                        field(all, id, "min", "At least", ""),
                        field(all, id, "max", "At most", "")),
                sentence);
        form.onRead(() -> sentence.setText(model.sentence()));
    }

    private FormField field(ObservableList<Problem> all, String id, String name, String label, String prompt) {
        return new FormField(label, Bound.text(id + name, model.field(name), prompt))
                .unit(model.unit().name())
                .problems(all, model.member() + "." + name);
    }
}
