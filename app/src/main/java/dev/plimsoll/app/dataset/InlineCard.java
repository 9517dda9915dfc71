package dev.plimsoll.app.dataset;

import dev.plimsoll.app.session.PartForm;
import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.app.widgets.CodeField;
import dev.plimsoll.app.widgets.FormField;
import dev.plimsoll.app.widgets.Icons;
import dev.plimsoll.engine.problem.Problem;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The rows of a dataset in the workspace, a line each. */
final class InlineCard extends Card {
    private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");
    private static final String HINT =
            "A line is a prompt, or a JSON object with columns: { \"prompt\": \"And a lake?\","
                    + " \"output_tokens_count\": 20 }";

    private final InlineModel model;
    private final CodeField code = new CodeField("dataset-inline", 4, 20);
    private final Label message = new Label();
    private final ObservableList<Problem> problems; // held, or its listener would be told nothing

    InlineCard(PartForm form, InlineModel model) {
        super("Rows", "kept in the workspace file");
        this.model = model;
        form();
        code.area().textProperty().bindBidirectional(model.text());
        code.area().setPromptText("Name three rivers.");
        code.area().setAccessibleText("Rows, a line each");
        message.getStyleClass().add("pl-field-message");
        message.setWrapText(true);
        message.setMinHeight(Region.USE_PREF_SIZE);
        message.setId("dataset-inline-message");
        model.error().addListener((_, _, _) -> tell());
        problems = form.problems();
        problems.addListener((ListChangeListener<Problem>) _ -> tell());
        tell();
        content(new VBox(4, code, message));
    }

    private void tell() {
        String error = model.error().get();
        if (error.isEmpty()) {
            error = problems.stream()
                    .filter(p -> p.path().equals("rows") || p.path().startsWith("rows["))
                    .findFirst()
                    .map(FormField::sentence)
                    .orElse("");
        }
        message.setText(error.isEmpty() ? HINT : error);
        message.setGraphic(error.isEmpty() ? null : Icons.of("bi-exclamation-circle-fill", 12));
        message.pseudoClassStateChanged(DANGER, !error.isEmpty());
        code.area().pseudoClassStateChanged(DANGER, !error.isEmpty());
        code.markLine(model.errorLine().get());
        code.area().setAccessibleHelp(message.getText());
    }
}
