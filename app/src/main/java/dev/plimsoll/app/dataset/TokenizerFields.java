package dev.plimsoll.app.dataset;

import dev.plimsoll.app.services.FileDialogs;
import dev.plimsoll.app.widgets.Bound;
import dev.plimsoll.app.widgets.Bound.Choice;
import dev.plimsoll.app.widgets.Buttons;
import dev.plimsoll.app.widgets.FormField;
import dev.plimsoll.app.widgets.FormRow;
import java.util.List;
import javafx.scene.Node;

/** What counts tokens, and where a model's own tokenizer lies. */
final class TokenizerFields {
    private static final List<Choice> TOKENIZERS = List.of(
            new Choice("o200k", "o200k"),
            new Choice("cl100k", "cl100k"),
            new Choice("chars", "chars, 4 a token"),
            new Choice(TokenizerModel.FILE, "A model's tokenizer.json"));

    private final FormField choice;
    private final FormField file;
    private final FormRow row;

    TokenizerFields(DatasetModel model, FileDialogs dialogs) {
        choice = new FormField(
                "Tokenizer", Bound.choice("dataset-tokenizer", model.tokenizer.name(), TOKENIZERS, "o200k"));
        file = new FormField(
                        "Tokenizer file",
                        Bound.text("dataset-tokenizer-file", model.tokenizer.path(), "tokenizer.json"))
                .problems(model.form().problems(), "tokenizer")
                .beside(Buttons.icon(
                        "dataset-tokenizer-browse",
                        "bi-folder2-open",
                        "Choose the tokenizer.json of a model",
                        () -> dialogs.open("Choose a tokenizer", "Tokenizers", "*.json")
                                .ifPresent(path -> model.tokenizer.path().set(model.relative(path)))));
        choice.problems(model.form().problems().filtered(_ -> !model.tokenizer.isFile()), "tokenizer");
        row = new FormRow(2, choice);
        model.form().onRead(() -> row.arrange(model.tokenizer.isFile() ? List.of(choice, file) : List.of(choice)));
    }

    void hint(String text) {
        choice.hint(text);
    }

    Node node() {
        return row;
    }
}
