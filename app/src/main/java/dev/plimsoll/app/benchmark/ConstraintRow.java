package dev.plimsoll.app.benchmark;

import dev.plimsoll.app.widgets.Buttons;
import dev.plimsoll.app.widgets.FormField;
import dev.plimsoll.app.widgets.Icons;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One constraint: grip, place, words, value, kind, what it does, a cross; its scope and rarer values below when those are open. */
final class ConstraintRow extends VBox {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final BenchmarkModel benchmark;
    private final ConstraintsModel model;
    private final Inputs inputs;
    private final int index;
    private final String field;
    private final IntConsumer focus;
    private final Label message = new Label();
    private double pressedAt;

    ConstraintRow(
            BenchmarkModel benchmark,
            ConstraintsModel model,
            Inputs inputs,
            int index,
            boolean advanced,
            IntConsumer focus) {
        this.benchmark = benchmark;
        this.model = model;
        this.inputs = inputs;
        this.index = index;
        this.field = ConstraintsModel.FIELD + "[" + index + "]";
        this.focus = focus;
        setId("benchmark-constraint-" + index);
        getStyleClass().add("bm-row-box");
        Label place = new Label(String.valueOf(index + 1));
        place.getStyleClass().addAll("bm-place", "pl-muted", "pl-small");
        Label words = new Label();
        words.getStyleClass().add("bm-words");
        Label kindName = new Label();
        kindName.getStyleClass().addAll("bm-kind", "pl-mono");
        Label does = new Label();
        does.getStyleClass().addAll("bm-does", "pl-small", "pl-muted");
        does.setMaxWidth(Double.MAX_VALUE);
        does.setMinWidth(0);
        HBox.setHgrow(does, Priority.ALWAYS);
        Button remove = Buttons.icon(
                "benchmark-constraint-" + index + "-remove",
                "bi-x",
                "Remove this constraint",
                () -> model.remove(index));
        remove.getStyleClass().addAll("flat", "bm-remove");
        Optional<ConstraintKind> kind = ConstraintKind.of(constraint());
        HBox row = new HBox(grip(), place, words, value(kind), kindName, does, remove);
        row.getStyleClass().add("bm-row");
        row.setAlignment(Pos.CENTER_LEFT);
        words.setText(kind.map(ConstraintKind::words).orElse("Kept as written"));
        message.getStyleClass().addAll("pl-field-message", "bm-row-message");
        message.pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("danger"), true);
        message.setWrapText(true);
        message.setGraphic(Icons.of("bi-exclamation-circle-fill", 12));
        getChildren().add(row);
        inputs.follow(() -> {
            JsonNode now = constraint();
            kindName.setText(now.path("kind").asString("no kind"));
            does.setText(kind.map(k -> k.does(now, model.grace())).orElse("this version does not run it"));
            does.setTooltip(new Tooltip(does.getText()));
        });
        inputs.follow(
                () -> tell(benchmark.problem(field).map(FormField::sentence).orElse("")));
        if (advanced && kind.isPresent()) {
            getChildren().add(more(kind.get()));
        }
    }

    private JsonNode constraint() {
        JsonNode value = benchmark.value(field);
        return value == null ? JSON.objectNode() : value;
    }

    private void tell(String text) {
        message.setText(text);
        if (text.isEmpty()) {
            getChildren().remove(message);
        } else if (!getChildren().contains(message)) {
            getChildren().add(1, message);
        }
    }

    private Node value(Optional<ConstraintKind> kind) {
        if (kind.isEmpty()) {
            String rest = written(constraint());
            Label raw = new Label(rest);
            raw.getStyleClass().addAll("bm-value", "pl-mono", "pl-caption");
            raw.setTooltip(new Tooltip(rest));
            return raw;
        }
        String id = "benchmark-constraint-" + index + "-value";
        if (kind.get() == ConstraintKind.OVER_SATURATION) {
            ComboBox<String> mode = inputs.choice(
                    id,
                    List.of("monitor", "enforce"),
                    m -> m,
                    () -> constraint().path("mode").asString("enforce"),
                    m -> benchmark.set("Change mode", field + ".mode", JSON.stringNode(m)));
            mode.getStyleClass().add("bm-value");
            mode.setAccessibleText("What it does at saturation");
            return mode;
        }
        TextField text = inputs.text(id, () -> kind.get().text(constraint()), typed -> {
            if (constraint() instanceof ObjectNode written) {
                benchmark.typed("Edit constraint", field, kind.get().typed(written, typed));
            }
        });
        text.getStyleClass().add("bm-value");
        text.setAccessibleText(kind.get().menu());
        inputs.mark(text, () -> benchmark.problem(field), _ -> {});
        return text;
    }

    /** What a constraint of an unknown kind holds: {@code euros 3, hard true}. */
    private static String written(JsonNode constraint) {
        return constraint.properties().stream()
                .filter(m -> !m.getKey().equals("kind") && !m.getKey().equals("id"))
                .map(m -> m.getKey() + " " + Codec.TEXT.write(m.getValue()))
                .collect(Collectors.joining(", "));
    }

    private Node more(ConstraintKind kind) {
        FlowPane pane = new FlowPane();
        pane.getStyleClass().add("bm-more");
        String id = "benchmark-constraint-" + index + "-";
        ComboBox<String> scope = inputs.choice(
                id + "scope",
                List.of("current", "all"),
                s -> s.equals("all") ? "This and later stages" : "This stage",
                () -> constraint().path("stoppingScope").asString("current"),
                s -> benchmark.set(
                        "Change scope", field + ".stoppingScope", s.equals("all") ? JSON.stringNode(s) : null));
        pane.getChildren().add(new FormField("Ends", scope));
        pane.getChildren().add(inputs.field(id + "id", "Name in reports", field + ".id", Codec.TEXT, "c" + index));
        if (kind == ConstraintKind.OVER_SATURATION) {
            add(pane, "minSeconds", "No judgement before", Codec.SECONDS, "30 s");
            add(pane, "maxWindowSeconds", "Longest window", Codec.SECONDS, "2 min");
            add(pane, "minimumTtft", "Slow TTFT from", Codec.SECONDS, "2.5 s");
            add(pane, "moeThreshold", "Largest margin", Codec.NUMBER, "2");
            add(pane, "maximumWindowRatio", "Samples kept", Codec.SHARE, "75 %");
            add(pane, "minimumWindowSize", "Fewest samples", Codec.NUMBER, "5");
            add(pane, "confidence", "Confidence", Codec.SHARE, "95 %");
        }
        return pane;
    }

    private void add(FlowPane pane, String name, String label, Codec codec, String prompt) {
        pane.getChildren()
                .add(inputs.field(
                        "benchmark-constraint-" + index + "-" + name, label, field + "." + name, codec, prompt));
    }

    /** Dragged with the mouse, or moved with the arrow keys. */
    private Node grip() {
        Button grip = Buttons.icon(
                "benchmark-constraint-" + index + "-move",
                "bi-grip-vertical",
                "Drag to order, or press the arrow keys",
                () -> {});
        grip.getStyleClass().addAll("flat", "bm-grip");
        grip.setAccessibleText("Constraint " + (index + 1) + ": move with the arrow keys");
        grip.setOnKeyPressed(e -> {
            int by = e.getCode() == KeyCode.UP ? -1 : e.getCode() == KeyCode.DOWN ? 1 : 0;
            if (by != 0) {
                e.consume();
                move(index + by);
            }
        });
        grip.addEventHandler(MouseEvent.MOUSE_PRESSED, e -> {
            pressedAt = e.getSceneY();
            setViewOrder(-1);
            getStyleClass().add("bm-dragged");
        });
        grip.addEventHandler(MouseEvent.MOUSE_DRAGGED, e -> setTranslateY(e.getSceneY() - pressedAt));
        grip.addEventHandler(MouseEvent.MOUSE_RELEASED, _ -> dropped());
        return grip;
    }

    private void dropped() {
        double middle = getLayoutY() + getTranslateY() + getHeight() / 2;
        setTranslateY(0);
        setViewOrder(0);
        getStyleClass().remove("bm-dragged");
        int to = 0;
        List<Node> rows = getParent().getChildrenUnmodifiable();
        for (Node row : rows) {
            boolean above = row.getLayoutY() + row.getLayoutBounds().getHeight() / 2 < middle;
            to += row != this && above ? 1 : 0;
        }
        if (to != index) {
            move(to);
        }
    }

    private void move(int to) {
        model.move(index, to);
        focus.accept(Math.clamp(to, 0, Math.max(0, model.all().size() - 1)));
    }
}
