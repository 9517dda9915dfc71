package dev.plimsoll.app.target;

import dev.plimsoll.app.widgets.Bound;
import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.app.widgets.FormField;
import dev.plimsoll.app.widgets.FormRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;

/** The simulator's model of time; each field shows the profile's value until another is written. */
final class SimulatorCard extends Card {
    private final TargetModel model;
    private final Map<SimulatorParameter, TextField> fields = new LinkedHashMap<>();

    SimulatorCard(TargetModel model) {
        super("Model of time", "empty fields take the profile's value");
        this.model = model;
        form();
        List<FormField> general = new ArrayList<>();
        List<FormField> fixed = new ArrayList<>();
        for (SimulatorParameter parameter : SimulatorParameter.ALL) {
            TextField text = Bound.text("target-parameter-" + parameter.name(), model.parameter(parameter.name()), "");
            fields.put(parameter, text);
            FormField field =
                    new FormField(parameter.label(), text).problems(model.form().problems(), parameter.name());
            if (!parameter.unit().isEmpty()) {
                field.unit(parameter.unit());
            }
            (parameter.fixedOnly() ? fixed : general).add(field);
        }
        Label title = new Label("Fixed times");
        title.getStyleClass().add("pl-card-title");
        Label note = new Label("A TTFT above 0 replaces the model of slots and steps: no queue, no saturation.");
        note.getStyleClass().add("pl-field-message");
        note.setWrapText(true);
        content(
                new FormRow(3, general.toArray(FormField[]::new)),
                title,
                new FormRow(4, fixed.toArray(FormField[]::new)),
                note);
        model.form().onRead(this::prompts);
    }

    private void prompts() {
        fields.forEach((parameter, text) -> text.setPromptText(parameter.prompt(model.profile.get())));
    }
}
