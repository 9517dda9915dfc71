package dev.plimsoll.app.target;

import dev.plimsoll.app.widgets.Buttons;
import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.app.widgets.CodeField;
import dev.plimsoll.app.widgets.Icons;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Members merged into every request body, as JSON. */
final class ExtrasCard extends Card {
    private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");

    ExtrasCard(ExtrasModel model) {
        super("Extras", "merged into every request body");
        form();
        CodeField code = new CodeField("target-extras", 3, 16);
        code.area().textProperty().bindBidirectional(model.text());
        code.area().setPromptText("{ \"temperature\": 0 }");
        code.area().setAccessibleText("Extras, JSON");
        Label message = new Label();
        message.getStyleClass().add("pl-field-message");
        message.setWrapText(true);
        message.setId("target-extras-error");
        Hyperlink comma = new Hyperlink("Insert comma");
        comma.setId("target-extras-comma");
        comma.getStyleClass().add("pl-fold");
        comma.setOnAction(_ -> model.insertComma());
        HBox line = new HBox(12, message, comma);
        line.setAlignment(Pos.CENTER_LEFT);
        VBox field = new VBox(4, code, line);
        Runnable tell = () -> {
            String error = model.error().get();
            message.setText(error);
            message.setGraphic(Icons.of("bi-exclamation-circle-fill", 12));
            message.pseudoClassStateChanged(DANGER, true);
            line.setVisible(!error.isEmpty());
            line.setManaged(!error.isEmpty());
            comma.setVisible(model.commaAt().get() >= 0);
            comma.setManaged(comma.isVisible());
            code.markLine(error.isEmpty() ? 0 : Math.max(1, model.errorLine().get()));
            code.area().setAccessibleHelp(error);
        };
        model.error().addListener((_, _, _) -> tell.run());
        model.commaAt().addListener((_, _, _) -> tell.run());
        model.errorLine().addListener((_, _, _) -> tell.run());
        tell.run();
        right(Buttons.link("target-extras-format", "Format", model::format));
        content(field);
    }
}
