package dev.plimsoll.app.dataset;

import dev.plimsoll.app.session.PartList;
import dev.plimsoll.app.session.PrettyJson;
import dev.plimsoll.app.session.Workbench;
import dev.plimsoll.app.widgets.Banner;
import dev.plimsoll.app.widgets.Buttons;
import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.app.widgets.Chip;
import dev.plimsoll.app.widgets.CodeField;
import dev.plimsoll.app.widgets.Icons;
import dev.plimsoll.app.widgets.OtherProblems;
import dev.plimsoll.app.widgets.PageScroll;
import dev.plimsoll.app.widgets.Tone;
import dev.plimsoll.app.widgets.Widths;
import dev.plimsoll.engine.dataset.DatasetPreview;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** One dataset: the form, and beside it (below it in a narrow window) the look at its first rows. */
final class DatasetView {
    private static final double FORM = 528;

    private static final Set<String> ROWS = Set.of("order", "limit", "tokenizer");
    private static final Set<String> HUB =
            Set.of("dataset", "config", "split", "revision", "hub", "tokenEnv", "maxBadRows");

    private final DatasetModel model;
    private final PreviewModel previews;
    private final Label title = new Label();
    private final Label kind = new Label();
    private final Label looking = new Label("reading");
    private final Chip problems = new Chip("", Tone.DANGER, Icons.of("bi-exclamation-circle-fill", 12));
    private final Button revert;
    private final Button again;
    private final HBox head;
    private final VBox top = new VBox(8);
    private final VBox fields = new VBox(8);
    private final VBox side = new VBox(8);
    private final ScrollPane scroll = new ScrollPane();
    private final VBox page;
    private final BooleanBinding narrow;

    private final OtherProblems others;
    private final SourceCard source;
    private final LengthCard input;
    private final LengthCard output;
    private final LengthCard outputOfFile;
    private final LengthCard turns;
    private final LengthCard delay;
    private final PairsCard pairs;
    private final SharedTextCard shared;
    private final TraceCard trace;
    private final TraceColumnsCard traceColumns;
    private final InlineCard inline;
    private final MixCard mix;
    private final SharesFold models;
    private final ColumnsCard columns;
    private final Card unknown = new Card("As written");
    private final CodeField written = new CodeField("dataset-unknown", 3, 30);
    private final LengthsCard lengths = new LengthsCard();
    private final RowsCard rows = new RowsCard();
    private final EstimateCard estimate = new EstimateCard();
    private final Card nothing = new Card("First requests");
    private final Label none = new Label();
    private List<String> shownTroubles = List.of();
    private @Nullable Banner trouble;

    DatasetView(
            Workbench workbench,
            DatasetModel model,
            PreviewModel previews,
            Function<String, Optional<String>> rename,
            Runnable delete) {
        this.model = model;
        this.previews = previews;
        others = new OtherProblems(model.form().problems());
        source = new SourceCard(model, workbench.services().dialogs(), rename);
        input = new LengthCard(model.form(), model.promptTokens, "Input length", "tokens of each prompt");
        output = new LengthCard(model.form(), model.outputTokens, "Output length", "tokens to ask for");
        outputOfFile = new LengthCard(model.form(), model.outputTokens, "Output length", "for rows that name none");
        turns = new LengthCard(model.form(), model.turns, "Turns", "requests of each conversation");
        delay = new LengthCard(model.form(), model.delay, "Think time", "seconds before each further turn");
        input.beside(Buttons.link("dataset-pairs-together", "In pairs", model::lengthsInPairs));
        pairs = new PairsCard(model);
        shared = new SharedTextCard(model);
        trace = new TraceCard(model);
        traceColumns = new TraceColumnsCard(model);
        inline = new InlineCard(model.form(), model.inline);
        mix = new MixCard(model);
        models = new SharesFold(model);
        columns = new ColumnsCard(model);
        unknown.form();
        Label words =
                new Label("This version cannot use a dataset of this kind. It is kept in the file exactly as it is, and"
                        + " benchmarks that use it do not run.");
        words.setWrapText(true);
        words.getStyleClass().add("pl-muted");
        written.area().setEditable(false);
        unknown.content(words, written);
        none.setWrapText(true);
        none.getStyleClass().addAll("pl-muted", "pl-small");
        nothing.content(none);
        title.getStyleClass().add("pl-page-title");
        title.setId("dataset-title");
        title.setMinWidth(0);
        kind.getStyleClass().addAll("pl-muted", "pl-small");
        looking.getStyleClass().add("pl-caption");
        problems.setId("dataset-problems");
        revert = Buttons.link("dataset-revert", "Revert", model.form()::revert);
        again = Buttons.plain("dataset-again", "Read again", "bi-arrow-repeat", previews::again);
        Button more = Buttons.menu(
                "dataset-more",
                "bi-three-dots",
                "More",
                Buttons.item(
                        "dataset-duplicate", "Duplicate", () -> model.parts().duplicate()),
                Buttons.item("dataset-delete", "Delete", delete));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        head = new HBox(8, title, kind, problems, space, looking, revert, more, again);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("dataset-head");
        top.getChildren().add(head);
        PageScroll.align(scroll);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        page = new VBox(top, scroll);
        page.getStyleClass().add("dataset-page");
        narrow = Widths.below(page, Widths.NARROW);
        narrow.addListener((_, _, _) -> arrange());
        arrange();
    }

    Region node() {
        return page;
    }

    void refresh(PartList.Part part) {
        boolean known = DatasetModel.knows(part.kind());
        title.setText(part.title());
        kind.setText(noun(part.kind()));
        long count = model.problems(part) + model.unwrittenProblems();
        problems.setText(count == 1 ? "1 problem" : count + " problems");
        show(problems, count > 0);
        show(revert, model.form().differsFromSaved());
        show(again, readsFiles(part.kind()));
        show(looking, previews.looking().get());
        others.fields(shownFields(part.kind()));
        List<Node> cards = new ArrayList<>(List.of(others));
        cards.addAll(known ? cards(part.kind()) : List.of(unknown));
        if (known) {
            cards.add(models.node());
        }
        set(fields, cards);
        if (!known) {
            model.form().value().ifPresent(v -> written.area().setText(PrettyJson.of(v)));
        }
        refreshSide(part, known);
    }

    private static String noun(String kind) {
        return switch (kind) {
            case DatasetModel.SYNTHETIC -> "generated text";
            case DatasetModel.FILE -> "rows of files";
            case DatasetModel.CONVERSATIONS -> "conversations of files";
            case DatasetModel.TRACE -> "requests of a trace, with generated text";
            case DatasetModel.HUGGING_FACE -> "rows of the Hugging Face hub";
            case DatasetModel.INLINE -> "rows in the workspace";
            case DatasetModel.MIX -> "a mix of datasets";
            default -> "unknown kind '" + kind + "'";
        };
    }

    private List<Node> cards(String kind) {
        return switch (kind) {
            case DatasetModel.FILE, DatasetModel.HUGGING_FACE -> List.of(source, columns, outputOfFile);
            case DatasetModel.INLINE -> List.of(source, inline, columns, outputOfFile);
            case DatasetModel.CONVERSATIONS -> List.of(source, outputOfFile);
            case DatasetModel.TRACE -> List.of(source, trace, traceColumns.node());
            case DatasetModel.MIX -> List.of(source, mix);
            default ->
                model.inPairs()
                        ? List.of(source, pairs, shared, turns, delay)
                        : List.of(source, input, output, shared, turns, delay);
        };
    }

    /** Paths whose problems a field shows. Those of columns are told here too: a wrong name is no field. */
    private Set<String> shownFields(String kind) {
        Set<String> paths = new HashSet<>();
        if (kind.equals(DatasetModel.MIX)) {
            return Set.of("parts*", "models*");
        }
        if (!DatasetModel.knows(kind)) {
            return Set.of();
        }
        paths.add("tokenizer");
        paths.add("models*");
        if (kind.equals(DatasetModel.SYNTHETIC)) {
            paths.addAll(SharedTextCard.FIELDS);
            for (LengthCard card : List.of(turns, delay)) {
                paths.addAll(card.shown());
            }
            if (model.inPairs()) {
                paths.add("lengths");
            } else {
                paths.addAll(input.shown());
                paths.addAll(output.shown());
            }
            return paths;
        }
        paths.addAll(ROWS);
        switch (kind) {
            case DatasetModel.FILE -> paths.addAll(Set.of("path*", "format", "maxBadRows"));
            case DatasetModel.CONVERSATIONS -> paths.addAll(Set.of("path*", "history", "maxBadRows"));
            case DatasetModel.TRACE -> {
                paths.addAll(Set.of("path*", "format", "maxBadRows"));
                paths.addAll(DatasetModel.TRACE_NUMBERS);
                DatasetModel.TRACE_COLUMNS.forEach(c -> paths.add("columns." + c));
            }
            case DatasetModel.HUGGING_FACE -> paths.addAll(HUB);
            default -> paths.add("rows*");
        }
        if (!kind.equals(DatasetModel.TRACE)) {
            paths.addAll(outputOfFile.shown());
        }
        return paths;
    }

    private static boolean readsFiles(String kind) {
        return DatasetModel.readsFiles(kind) || kind.equals(DatasetModel.HUGGING_FACE) || kind.equals(DatasetModel.MIX);
    }

    private void refreshSide(PartList.Part part, boolean known) {
        DatasetPreview preview = previews.preview().get();
        boolean notThere = preview != null && previews.notFetched(part.kind());
        none.setText(
                notThere
                        ? "The dataset is not in the cache folder yet. It is fetched when a run first needs it; its"
                                + " first requests appear here then."
                        : "The first requests appear here, as they will be sent, when the marked fields are right.");
        if (preview == null || !known || notThere) {
            set(top, List.of(head));
            show(nothing, known && !previews.looking().get());
            set(side, List.of(nothing));
            return;
        }
        if (DatasetModel.hasColumns(part.kind())) {
            columns.show(preview);
        }
        lengths.show(preview);
        rows.show(preview, part.kind().equals(DatasetModel.FILE) || part.kind().equals(DatasetModel.CONVERSATIONS));
        boolean endless = part.kind().equals(DatasetModel.SYNTHETIC)
                || !part.kind().equals(DatasetModel.MIX) && model.cycle.get();
        estimate.show(preview, endless, model.parts().usedBy(part));
        set(side, List.of(rows, lengths, estimate));
        List<String> troubles = previews.troubles();
        if (!troubles.equals(shownTroubles)) {
            shownTroubles = troubles;
            trouble = troubles.isEmpty() ? null : banner(troubles);
        }
        set(top, trouble == null ? List.of(head) : List.of(head, trouble));
    }

    private static Banner banner(List<String> troubles) {
        String what =
                troubles.size() == 1 ? "The rows have a problem." : "The rows have " + troubles.size() + " problems.";
        Banner banner = new Banner(Tone.DANGER)
                .say(what, troubles.getFirst() + " Mend the file and read it again, or change the columns.");
        if (troubles.size() > 1) {
            banner.details(String.join("\n", troubles));
        }
        banner.setId("dataset-trouble");
        return banner;
    }

    private void arrange() {
        fields.setMinWidth(0);
        side.setMinWidth(0);
        if (narrow.get()) {
            fields.setPrefWidth(Region.USE_COMPUTED_SIZE);
            fields.setMaxWidth(Double.MAX_VALUE);
            scroll.setContent(new VBox(8, fields, side));
        } else {
            fields.setPrefWidth(FORM);
            fields.setMinWidth(FORM);
            fields.setMaxWidth(FORM);
            HBox.setHgrow(side, Priority.ALWAYS);
            scroll.setContent(new HBox(8, fields, side));
        }
    }

    private static void set(VBox box, List<? extends Node> nodes) {
        if (!box.getChildren().equals(nodes)) {
            box.getChildren().setAll(nodes);
        }
    }

    private static void show(Node node, boolean on) {
        node.setVisible(on);
        node.setManaged(on);
    }
}
