package dev.plimsoll.app.dataset;

import dev.plimsoll.app.services.FileDialogs;
import dev.plimsoll.app.widgets.Bound;
import dev.plimsoll.app.widgets.Bound.Choice;
import dev.plimsoll.app.widgets.Buttons;
import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.app.widgets.FormField;
import dev.plimsoll.app.widgets.FormRow;
import dev.plimsoll.app.widgets.NameField;
import dev.plimsoll.engine.dataset.Tokenizers;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Name and what the dataset is made of. */
final class SourceCard extends Card {
    private static final List<Choice> TOKENIZERS = List.of(
            new Choice("o200k", "o200k"), new Choice("cl100k", "cl100k"), new Choice("chars", "chars, 4 a token"));
    private static final List<Choice> FORMATS =
            List.of(new Choice("", "By the file's name"), new Choice("jsonl", "JSONL"), new Choice("csv", "CSV"));
    private static final List<Choice> ORDERS = List.of(
            new Choice("sequential", "As in the file"),
            new Choice("shuffle", "Shuffled, each row once"),
            new Choice("random", "Random, rows can repeat"));

    private static final List<Choice> HISTORIES = List.of(
            new Choice("live", "The answers that came"),
            new Choice("dataset", "The answers in the data"),
            new Choice("none", "Nothing: turns are whole"));

    private final DatasetModel model;
    private final NameField name;
    private final VBox synthetic;
    private final VBox file;
    private final VBox conversations;

    SourceCard(DatasetModel model, FileDialogs dialogs, Function<String, Optional<String>> rename) {
        this.model = model;
        form();
        assert Tokenizers.NAMES.size() == TOKENIZERS.size();
        name = new NameField("dataset-name", rename);
        synthetic = new VBox(
                16,
                new FormRow(2, tokenizer("dataset-tokenizer").hint("Counts the tokens of what is generated.")),
                Bound.toggle(
                        "dataset-ignore-eos",
                        model.syntheticIgnoreEos,
                        "Every answer as long as asked for (ignore EOS)"));
        file = new VBox(
                16,
                files(dialogs, "dataset", "JSONL or CSV; one path or pattern a line, relative to the workspace file."),
                rows(),
                switches("dataset"));
        conversations = new VBox(
                16,
                files(dialogs, "conversations", "JSONL, a conversation a line; one path or pattern a line."),
                dialogue(),
                switches("conversations"));
        content(name.in("Name"), synthetic);
        model.form().onRead(this::read);
    }

    private Node files(FileDialogs dialogs, String id, String hint) {
        TextArea paths = new TextArea();
        paths.setId(id + "-paths");
        paths.setPrefRowCount(2);
        paths.setPromptText("data/*.jsonl");
        paths.getStyleClass().addAll("pl-mono", "dataset-paths");
        paths.textProperty().bindBidirectional(model.paths.text());
        return new FormField("Files", paths)
                .problems(model.form().problems(), "path")
                .hint(hint)
                .beside(Buttons.icon(
                        id + "-browse",
                        "bi-folder2-open",
                        "Add a file",
                        () -> dialogs.open("Add a file", "Data files", "*.jsonl", "*.ndjson", "*.csv")
                                .ifPresent(model::addPath)));
    }

    private Node rows() {
        return new FormRow(
                2,
                field("Format", Bound.choice("dataset-format", model.format, FORMATS, ""), "format"),
                field("Order", Bound.choice("dataset-order", model.order, ORDERS, "sequential"), "order"),
                field("Use at most", Bound.text("dataset-limit", model.limit, "all"), "limit")
                        .unit("rows"),
                field("Broken rows allowed", Bound.text("dataset-bad-rows", model.maxBadRows, "0"), "maxBadRows")
                        .unit("rows"),
                tokenizer("dataset-file-tokenizer").hint("For rows that name no count."));
    }

    private Node dialogue() {
        return new FormRow(
                2,
                field("Order", Bound.choice("conversations-order", model.order, ORDERS, "sequential"), "order"),
                field("Use at most", Bound.text("conversations-limit", model.limit, "all"), "limit")
                        .unit("rows"),
                field(
                        "Later turns are told",
                        Bound.choice("conversations-history", model.history, HISTORIES, "live"),
                        "history"),
                tokenizer("conversations-tokenizer").hint("For turns that name no count."));
    }

    private Node switches(String id) {
        HBox first = new HBox(Bound.toggle(id + "-cycle", model.cycle, "Start again at the end"));
        HBox second = new HBox(Bound.toggle(
                id + "-file-ignore-eos", model.fileIgnoreEos, "Every answer as long as asked for (ignore EOS)"));
        return new VBox(8, first, second);
    }

    private FormField tokenizer(String id) {
        return field("Tokenizer", Bound.choice(id, model.tokenizer, TOKENIZERS, "o200k"), "tokenizer");
    }

    private FormField field(String label, javafx.scene.control.Control control, String member) {
        return new FormField(label, control).problems(model.form().problems(), member);
    }

    private void read() {
        var part = model.form().part();
        name.show(part == null || part.id() == null ? "" : part.id());
        VBox shown = switch (model.kind()) {
            case DatasetModel.FILE -> file;
            case DatasetModel.CONVERSATIONS -> conversations;
            default -> synthetic;
        };
        if (!getChildren().contains(shown)) {
            getChildren().removeAll(synthetic, file, conversations);
            getChildren().add(shown);
        }
    }
}
