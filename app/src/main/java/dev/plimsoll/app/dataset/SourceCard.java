package dev.plimsoll.app.dataset;

import dev.plimsoll.app.services.FileDialogs;
import dev.plimsoll.app.widgets.Bound;
import dev.plimsoll.app.widgets.Bound.Choice;
import dev.plimsoll.app.widgets.Buttons;
import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.app.widgets.FormField;
import dev.plimsoll.app.widgets.FormRow;
import dev.plimsoll.app.widgets.NameField;
import dev.plimsoll.engine.plan.TraceLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Control;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Name and where the dataset comes from. Fields that several kinds have are the same controls, in another arrangement. */
final class SourceCard extends Card {
    private static final List<Choice> FORMATS = List.of(
            new Choice("", "By the file's name"),
            new Choice("jsonl", "JSONL, an object a line"),
            new Choice("csv", "CSV with a header"),
            new Choice("parquet", "Parquet"),
            new Choice("json", "JSON, one list"),
            new Choice("text", "Text, a prompt a line"),
            new Choice("payloads", "Whole bodies, one a line"));
    private static final List<Choice> ORDERS = List.of(
            new Choice("sequential", "As they stand"),
            new Choice("shuffle", "Shuffled, each once"),
            new Choice("random", "Random, can repeat"));
    private static final List<Choice> HISTORIES = List.of(
            new Choice("live", "The answers that came"),
            new Choice("dataset", "The answers in the data"),
            new Choice("none", "Nothing: turns are whole"));

    private final DatasetModel model;
    private final NameField name;
    private final Node head;
    private final FormField paths;
    private final FormField format;
    private final FormField layout;
    private final FormField order;
    private final FormField limit;
    private final FormField badRows;
    private final FormField history;
    private final TokenizerFields tokenizer;
    private final HubFields hub;
    private final FormRow rows = new FormRow(2);
    private final Node cycle;
    private final Node ignoreUnlessSaid;
    private final Node ignoreIfSaid;
    private String shown = "";

    SourceCard(DatasetModel model, FileDialogs dialogs, Function<String, Optional<String>> rename) {
        this.model = model;
        form();
        name = new NameField("dataset-name", rename);
        head = name.in("Name");
        paths = files(dialogs);
        format = field("Format", Bound.choice("dataset-format", model.format, FORMATS, ""), "format");
        layout = field(
                "Layout",
                Bound.choice(
                        "dataset-layout",
                        model.format,
                        Arrays.stream(TraceLayout.values())
                                .map(l -> new Choice(l.key(), title(l)))
                                .toList(),
                        ""),
                "format");
        order = field("Order", Bound.choice("dataset-order", model.order, ORDERS, "sequential"), "order");
        limit = field("Use at most", Bound.text("dataset-limit", model.limit, "all"), "limit")
                .unit("rows");
        badRows = field("Broken rows allowed", Bound.text("dataset-bad-rows", model.maxBadRows, "0"), "maxBadRows")
                .unit("rows");
        history = field(
                "Later turns are told", Bound.choice("dataset-history", model.history, HISTORIES, "live"), "history");
        tokenizer = new TokenizerFields(model, dialogs);
        hub = new HubFields(model);
        cycle = new HBox(Bound.toggle("dataset-cycle", model.cycle, "Start again at the end"));
        String words = "Every answer as long as asked for (ignore EOS)";
        ignoreUnlessSaid = new HBox(Bound.toggle("dataset-ignore-eos", model.syntheticIgnoreEos, words));
        ignoreIfSaid = new HBox(Bound.toggle("dataset-file-ignore-eos", model.fileIgnoreEos, words));
        model.form().onRead(this::read);
    }

    private void read() {
        var part = model.form().part();
        name.show(part == null || part.id() == null ? "" : part.id());
        String kind = model.kind();
        if (kind.equals(shown)) {
            return;
        }
        shown = kind;
        tokenizer.hint(model.generates() ? "Counts the tokens of what is generated." : "For rows that tell no count.");
        switch (kind) {
            case DatasetModel.FILE -> {
                rows.arrange(List.of(format, order, limit, badRows));
                content(head, paths, rows, tokenizer.node(), new VBox(8, cycle, ignoreIfSaid));
            }
            case DatasetModel.CONVERSATIONS -> {
                rows.arrange(List.of(order, limit, history, badRows));
                content(head, paths, rows, tokenizer.node(), new VBox(8, cycle, ignoreIfSaid));
            }
            case DatasetModel.TRACE -> {
                rows.arrange(List.of(layout, order, limit, badRows));
                content(head, paths, rows, tokenizer.node(), new VBox(8, cycle, ignoreUnlessSaid));
            }
            case DatasetModel.HUGGING_FACE -> {
                rows.arrange(List.of(order, limit, badRows));
                content(head, hub.node(), rows, tokenizer.node(), new VBox(8, cycle, ignoreIfSaid));
            }
            case DatasetModel.INLINE -> {
                rows.arrange(List.of(order, limit));
                content(head, rows, tokenizer.node(), new VBox(8, cycle, ignoreIfSaid));
            }
            case DatasetModel.MIX -> content(head);
            default -> content(head, tokenizer.node(), ignoreUnlessSaid);
        }
    }

    private FormField files(FileDialogs dialogs) {
        TextArea area = new TextArea();
        area.setId("dataset-paths");
        area.setPrefRowCount(2);
        area.setPromptText("data/*.jsonl");
        area.getStyleClass().addAll("pl-mono", "dataset-paths");
        area.textProperty().bindBidirectional(model.paths.text());
        return new FormField("Files", area)
                .problems(model.form().problems(), "path")
                .hint("One path or pattern a line, relative to the workspace file.")
                .beside(Buttons.icon(
                        "dataset-browse",
                        "bi-folder2-open",
                        "Add a file",
                        () -> dialogs.open("Add a file", "Data files", DatasetModel.globs(model.kind()))
                                .ifPresent(model::addPath)));
    }

    private FormField field(String label, Control control, String member) {
        return new FormField(label, control).problems(model.form().problems(), member);
    }

    private static String title(TraceLayout layout) {
        return switch (layout) {
            case MOONCAKE -> "Mooncake";
            case BURSTGPT -> "BurstGPT";
            case AZURE -> "Azure";
            case BAILIAN -> "Bailian";
            case GENERIC -> "Any other, by its columns";
        };
    }
}
