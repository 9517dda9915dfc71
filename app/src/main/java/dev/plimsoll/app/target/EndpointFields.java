package dev.plimsoll.app.target;

import dev.plimsoll.app.widgets.Bound;
import dev.plimsoll.app.widgets.Bound.Choice;
import dev.plimsoll.app.widgets.FormField;
import dev.plimsoll.app.widgets.FormRow;
import dev.plimsoll.engine.endpoint.EndpointKind;
import dev.plimsoll.engine.endpoint.EndpointKinds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Which API the target speaks, and the fields that only this API has. */
final class EndpointFields {
    private static final List<Choice> LENGTH_NAMES =
            List.of(Choice.of("max_completion_tokens"), Choice.of("max_tokens"));
    private static final List<Choice> RERANK_SHAPES = List.of(
            new Choice("cohere", "Cohere, Jina, vLLM"),
            new Choice("tei", "Text Embeddings Inference"),
            new Choice("nim", "NVIDIA NIM"));

    private final TargetModel target;
    private final EndpointModel model;
    private final ComboBox<Choice> combo;
    private final FormField choice;
    private final FormField named;
    private final FormField path;
    private final TextField pathText;
    private final Map<String, FormField> options = new LinkedHashMap<>();
    private final FormRow row;
    private List<String> offered = List.of();

    /**
     * Fields of a target.
     *
     * @param named the field of the model's name, which stands among them where a model is sent
     */
    EndpointFields(TargetModel target, FormField named) {
        this.target = target;
        this.model = target.endpoint;
        this.named = named;
        combo = Bound.choice("target-endpoint", model.name(), all(), EndpointModel.USUAL);
        combo.setVisibleRowCount(18);
        choice = field("Endpoint", combo, "endpoint");
        pathText = Bound.text("target-path", model.path, "");
        path = field("Path", pathText, "path");
        options.put(
                "maxTokensField",
                field(
                        "Name of the output length",
                        Bound.choice(
                                "target-max-tokens-field", model.maxTokensField, LENGTH_NAMES, "max_completion_tokens"),
                        "maxTokensField"));
        options.put(
                "rerankShape",
                field(
                        "Whose API",
                        Bound.choice("target-rerank-shape", model.rerankShape, RERANK_SHAPES, "cohere"),
                        "rerankShape"));
        TextField response = Bound.text("target-response-field", model.responseField, "found by itself");
        response.getStyleClass().add("pl-mono");
        options.put(
                "responseField",
                field("Content of the answer", response, "responseField").hint("JMESPath, such as choices[0].text."));
        row = new FormRow(2, choice, named, path);
        target.form().onRead(this::read);
        model.path.addListener((_, _, _) -> hints());
        model.rerankShape.addListener((_, _, _) -> hints());
        target.stream.addListener((_, _, _) -> hints());
    }

    /** The fields. */
    Region node() {
        return row;
    }

    /** Names of the fields that are shown. */
    Set<String> shown() {
        Set<String> names = options.keySet().stream().filter(model::has).collect(Collectors.toSet());
        names.add("endpoint");
        if (hasPath()) {
            names.add("path");
        }
        if (model.takesModel()) {
            names.add("model");
        }
        return names;
    }

    /** The simulator answers at its own paths alone. */
    private boolean hasPath() {
        return !target.kind().equals(TargetModel.SIMULATOR);
    }

    private FormField field(String label, Control control, String member) {
        return new FormField(label, control).problems(target.form().problems(), member);
    }

    private void read() {
        List<String> names = model.offered().stream()
                .flatMap(g -> g.kinds().stream())
                .map(EndpointKind::name)
                .toList();
        if (!names.equals(offered)) {
            offered = names;
            combo.getItems()
                    .setAll(all().stream()
                            .filter(c -> names.contains(c.value()))
                            .toList());
            Map<String, String> heads = new LinkedHashMap<>();
            model.offered().forEach(g -> heads.put(g.kinds().getFirst().name(), g.title()));
            combo.setCellFactory(_ -> new KindCell(heads));
        }
        List<Node> fields = new ArrayList<>(List.of(choice));
        if (model.takesModel()) {
            fields.add(named);
        }
        options.forEach((name, option) -> {
            if (model.has(name)) {
                fields.add(option);
            }
        });
        if (hasPath()) {
            fields.add(path);
        }
        row.arrange(fields);
        hints();
    }

    private void hints() {
        String own = model.ownPath();
        choice.hint(model.route());
        pathText.setPromptText(own.isEmpty() ? "/generate" : own);
        path.hint(own.isEmpty() ? "Below the URL; empty for the URL as it is." : "In place of " + own + ".");
    }

    private static List<Choice> all() {
        return EndpointModel.groups(EndpointKinds.all()).stream()
                .flatMap(g -> g.kinds().stream())
                .map(k -> new Choice(k.name(), k.title()))
                .toList();
    }

    /** A kind with its path; above the first of a group the group's title. */
    private static final class KindCell extends ListCell<Choice> {
        private static final double LINE = 28;
        private static final double LINE_WITH_HEAD = 56;

        private final Map<String, String> heads;

        KindCell(Map<String, String> heads) {
            this.heads = heads;
        }

        @Override
        protected void updateItem(@Nullable Choice item, boolean empty) {
            super.updateItem(item, empty);
            setText(null);
            if (empty || item == null) {
                setGraphic(null);
                return;
            }
            Label title = new Label(item.text());
            Label route = new Label(route(item.value()));
            route.getStyleClass().addAll("pl-muted", "pl-small");
            Region space = new Region();
            HBox.setHgrow(space, Priority.ALWAYS);
            HBox line = new HBox(16, title, space, route);
            line.setAlignment(Pos.CENTER_LEFT);
            String head = heads.get(item.value());
            setPrefHeight(head == null ? LINE : LINE_WITH_HEAD); // a list measures only some of its cells
            if (head == null) {
                setGraphic(line);
                return;
            }
            Label group = new Label(head);
            group.getStyleClass().addAll("pl-muted", "pl-small", "pl-medium", "endpoint-group");
            setGraphic(new VBox(4, group, line));
        }

        private static String route(String name) {
            String own = EndpointKinds.of(name).path();
            return own.isEmpty() ? "your own path" : own;
        }
    }
}
