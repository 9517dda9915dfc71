package dev.plimsoll.app.results;

import atlantafx.base.controls.ToggleSwitch;
import dev.plimsoll.app.widgets.Buttons;
import dev.plimsoll.app.widgets.FormField;
import dev.plimsoll.app.widgets.FormRow;
import dev.plimsoll.engine.metrics.WindowChoice;
import dev.plimsoll.engine.plan.WindowRule;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/** The form in which a measurement window is cut again. */
final class WindowForm extends VBox {
    private final WindowModel model;
    private final FormField first = field("window-first");
    private final FormField last = field("window-last");
    private final Button measure;

    /**
     * A form.
     *
     * @param onChosen is given what was chosen; {@link WindowChoice#NONE} for the run's own window
     */
    WindowForm(WindowModel model, Consumer<WindowChoice> onChosen) {
        this.model = model;
        setId("window-form");
        getStyleClass().add("results-window");
        Label title = new Label("Measurement window");
        title.getStyleClass().add("pl-card-title");
        Label note = new Label("The figures are made again from the run's records. Nothing is written.");
        note.getStyleClass().addAll("pl-small", "pl-muted");
        note.setWrapText(true);
        note.setMinHeight(Region.USE_PREF_SIZE);
        ComboBox<WindowRule> rule = choice("window-rule", List.of(WindowRule.values()), WindowForm::words);
        rule.valueProperty().bindBidirectional(model.rule());
        ComboBox<WindowModel.Ends> ends = choice(
                "window-ends",
                List.of(WindowModel.Ends.values()),
                e -> e == WindowModel.Ends.SECONDS ? "from – to" : "left out");
        ends.valueProperty().bindBidirectional(model.ends());
        ((TextField) first.control()).textProperty().bindBidirectional(model.first());
        ((TextField) last.control()).textProperty().bindBidirectional(model.last());
        ToggleSwitch steady = new ToggleSwitch("Begin where each stage becomes steady");
        steady.setId("window-steady");
        steady.selectedProperty().bindBidirectional(model.steady());
        steady.setDisable(!model.proposes());
        Label proposal = new Label(model.proposal());
        proposal.setId("window-proposal");
        proposal.getStyleClass().addAll("pl-small", "pl-muted");
        measure =
                Buttons.plain("window-measure", "Measure", () -> model.choice().ifPresent(onChosen));
        for (FormField each : List.of(first, last)) {
            ((TextField) each.control()).setOnAction(_ -> measure.fire());
        }
        Button reset = Buttons.link("window-reset", "Reset", () -> {
            model.reset();
            onChosen.accept(WindowChoice.NONE);
        });
        Region room = new Region();
        HBox.setHgrow(room, Priority.ALWAYS);
        HBox buttons = new HBox(8, reset, room, measure);
        buttons.setAlignment(Pos.CENTER_LEFT);
        getChildren()
                .addAll(
                        title,
                        new FormRow(2, new FormField("Requests", rule), new FormField("In each stage", ends)),
                        new FormRow(2, first, last),
                        new VBox(4, steady, proposal),
                        note,
                        buttons);
        model.first().subscribe(_ -> follow());
        model.last().subscribe(_ -> follow());
        model.steady().subscribe(_ -> follow());
        model.ends().subscribe(_ -> follow());
    }

    private void follow() {
        boolean seconds = model.ends().get() == WindowModel.Ends.SECONDS;
        first.label(seconds ? "From" : "Warm-up");
        last.label(seconds ? "To" : "Cool-down");
        prompt(first, seconds ? model.own(true) + " s" : "as it was");
        prompt(last, seconds ? model.own(false) + " s" : "as it was");
        first.control().setDisable(model.steady().get());
        first.error(model.firstProblem());
        last.error(model.lastProblem());
        measure.setDisable(model.choice().isEmpty());
    }

    private static void prompt(FormField field, String text) {
        ((TextField) field.control()).setPromptText(text.equals("differs s") ? "differs by stage" : text);
    }

    /** {@code start in it}. */
    static String words(WindowRule rule) {
        return switch (rule) {
            case START_IN -> "that start in it";
            case END_IN -> "that end in it";
            case FULLY_IN -> "wholly in it";
            case OVERLAP -> "under way in it";
        };
    }

    private static FormField field(String id) {
        TextField text = new TextField();
        text.setId(id);
        text.getStyleClass().add("pl-own-undo");
        return new FormField(" ", text);
    }

    private static <T> ComboBox<T> choice(String id, List<T> items, java.util.function.Function<T, String> shown) {
        ComboBox<T> box = new ComboBox<>();
        box.setId(id);
        box.getItems().setAll(items);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(T item) {
                return item == null ? "" : shown.apply(item);
            }

            @Override
            public T fromString(String text) {
                throw new UnsupportedOperationException("the box is not editable");
            }
        });
        return box;
    }
}
