package dev.plimsoll.app.dataset;

import dev.plimsoll.app.session.PartForm;
import dev.plimsoll.app.widgets.Bound;
import dev.plimsoll.app.widgets.Bound.Choice;
import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.app.widgets.FormField;
import dev.plimsoll.app.widgets.FormRow;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import tools.jackson.databind.node.JsonNodeFactory;

/** What generated conversations have in common: system prompts, several of them, and what keeps a cache from knowing them. */
final class SharedTextCard extends Card {
    /** Paths of the problems that are shown here. */
    static final Set<String> FIELDS = Set.of("systemTokens", "userContextTokens", "cacheBust", "prefixBuckets*");

    private static final List<Choice> BUSTS = List.of(
            new Choice("none", "None"),
            new Choice("systemPrefix", "Before the system prompt"),
            new Choice("systemSuffix", "After the system prompt"),
            new Choice("firstTurnPrefix", "Before the first prompt"),
            new Choice("firstTurnSuffix", "After the first prompt"));

    SharedTextCard(DatasetModel model) {
        super("Shared text", "what a prefix cache lives on");
        form();
        PartForm form = model.form();
        Label title = new Label("Several system prompts");
        title.getStyleClass().add("pl-field-label");
        Label note = new Label(
                "A line is drawn by its weight, then one of its prompts. All come on top of the input length.");
        note.getStyleClass().add("pl-field-message");
        note.setWrapText(true);
        RowsTable buckets = new RowsTable(
                form,
                model.buckets,
                "dataset-buckets",
                "Add system prompts",
                () -> JsonNodeFactory.instance
                        .objectNode()
                        .put("weight", 1)
                        .put("count", 4)
                        .put("tokens", 512),
                Map.of());
        content(
                new FormRow(
                        2,
                        new FormField("System prompt", Bound.text("dataset-system-tokens", model.systemTokens, "none"))
                                .unit("tok")
                                .problems(form.problems(), "systemTokens")
                                .hint("The same for all conversations."),
                        new FormField(
                                        "First prompt longer by",
                                        Bound.text("dataset-context-tokens", model.userContextTokens, "0"))
                                .unit("tok")
                                .problems(form.problems(), "userContextTokens")
                                .hint("Context of each conversation's own."),
                        new FormField(
                                        "Cache busting",
                                        Bound.choice("dataset-cache-bust", model.cacheBust, BUSTS, "none"))
                                .problems(form.problems(), "cacheBust")
                                .hint("By a number that no two conversations share.")),
                new VBox(4, title, note),
                buckets);
    }
}
