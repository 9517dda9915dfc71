package dev.plimsoll.app.target;

import dev.plimsoll.app.services.FileDialogs;
import dev.plimsoll.app.widgets.Buttons;
import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.app.widgets.CodeField;
import dev.plimsoll.app.widgets.FormField;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import javafx.scene.control.TextArea;

/** The body of each request as a template, or the file with it. */
final class TemplateCard extends Card {
    private static final int FEWEST_LINES = 4;
    private static final int MOST_LINES = 16;

    TemplateCard(TargetModel model, FileDialogs dialogs, UnaryOperator<Path> relative) {
        super("Body", "filled anew for each request");
        form();
        TextArea area = new TextArea();
        area.setId("target-template");
        area.getStyleClass().addAll("pl-code", "pl-unnumbered");
        area.setPromptText("{ \"inputs\": {{ text|tojson }}, \"n\": {{ max_tokens|default(64) }} }");
        area.textProperty().bindBidirectional(model.endpoint.payloadTemplate);
        CodeField.fit(area, FEWEST_LINES, MOST_LINES);
        FormField field = new FormField("Template, or the path of a file with it", area)
                .problems(model.form().problems(), "payloadTemplate")
                .hint("Of a row: text, texts, query, passages, images, audios, system, tools, messages."
                        + " Of the request: model, max_tokens, stream. {{ text|tojson }} writes a text as JSON.");
        right(Buttons.link(
                "target-template-browse",
                "Choose a file",
                () -> dialogs.open("Choose the template", "Templates")
                        .ifPresent(path -> model.endpoint.templateFile(relative.apply(path)))));
        content(field);
    }
}
