package dev.plimsoll.app.target.models;

import dev.plimsoll.app.widgets.Bound;
import dev.plimsoll.app.widgets.Buttons;
import dev.plimsoll.app.widgets.Icons;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Variables of a model's environment; the value of one that is a key by its name is hidden until it is asked for. */
final class VariableRows extends VBox {
    private final VariablesModel model;
    private final ObservableList<VariablesModel.Row> all; // held, or its listener would be told nothing
    private final VBox rows = new VBox(8);
    private final Label message = new Label();

    VariableRows(VariablesModel model) {
        super(8);
        this.model = model;
        this.all = model.rows();
        Label title = new Label("Variables");
        title.getStyleClass().add("pl-field-label");
        message.getStyleClass().add("pl-field-message");
        message.setWrapText(true);
        getChildren()
                .setAll(
                        title,
                        rows,
                        new HBox(Buttons.plain("model-variable-add", "Add variable", "bi-plus", model::add)),
                        message);
        all.addListener((ListChangeListener<VariablesModel.Row>) _ -> show());
        model.error().addListener((_, _, _) -> tell());
        show();
        tell();
    }

    private void show() {
        rows.getChildren().setAll(all.stream().map(this::row).toList());
    }

    private void tell() {
        String why = model.error().get();
        message.setText(
                why.isEmpty()
                        ? "The file is plain text: write ${env.NAME} for a key, and it is read from where Plimsoll was"
                                + " started."
                        : why);
        message.setGraphic(why.isEmpty() ? null : Icons.of("bi-exclamation-circle-fill", 12));
        message.pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("danger"), !why.isEmpty());
    }

    private Node row(VariablesModel.Row variable) {
        int index = all.indexOf(variable);
        TextField name = Bound.text("model-variable-name-" + index, variable.name(), "CUDA_VISIBLE_DEVICES");
        name.setPrefWidth(220);
        name.setMinWidth(120);
        name.setAccessibleText("Variable name");
        name.getStyleClass().add("pl-mono");
        TextField plain = Bound.text("model-variable-value-" + index, variable.value(), "0");
        plain.setAccessibleText("Variable value");
        plain.getStyleClass().add("pl-mono");
        PasswordField hidden = new PasswordField();
        hidden.setId("model-variable-hidden-" + index);
        hidden.setAccessibleText("Variable value, hidden");
        hidden.textProperty().bindBidirectional(variable.value());
        StackPane value = new StackPane(plain, hidden);
        HBox.setHgrow(value, Priority.ALWAYS);
        BooleanProperty revealed = new SimpleBooleanProperty();
        Button reveal = Buttons.icon(
                "model-variable-reveal-" + index,
                "bi-eye",
                "Show or hide this value",
                () -> revealed.set(!revealed.get()));
        Runnable look = () -> {
            boolean secret = variable.secret();
            hidden.setVisible(secret && !revealed.get());
            plain.setVisible(!hidden.isVisible());
            reveal.setVisible(secret);
            reveal.setManaged(secret);
        };
        variable.name().addListener((_, _, _) -> look.run());
        revealed.addListener((_, _, _) -> look.run());
        look.run();
        return new HBox(
                8,
                name,
                value,
                reveal,
                Buttons.icon(
                        "model-variable-remove-" + index,
                        "bi-x",
                        "Delete this variable",
                        () -> model.remove(variable)));
    }
}
