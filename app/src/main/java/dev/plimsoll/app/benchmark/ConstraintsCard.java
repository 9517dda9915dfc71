package dev.plimsoll.app.benchmark;

import dev.plimsoll.app.widgets.Buttons;
import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.app.widgets.Icons;
import dev.plimsoll.app.widgets.VerdictMark;
import dev.plimsoll.engine.trust.Verdict;
import java.util.List;
import java.util.Objects;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** When to stop: the constraints in order, each a row; rows are dragged or moved with the arrow keys. */
final class ConstraintsCard extends Card {
    private final BenchmarkModel benchmark;
    private final ConstraintsModel model;
    private final VBox rows = new VBox();
    private final Label endless = new Label(
            "Nothing ends a stage. Add a time or a number of requests.", VerdictMark.sign(Verdict.SUSPECT, 14));
    private final Button advanced = Buttons.link("benchmark-constraints-advanced", "Advanced", this::toggleAdvanced);
    private List<String> shape = List.of();
    private @Nullable Inputs inputs;
    private boolean open;

    ConstraintsCard(BenchmarkModel benchmark) {
        super("Constraints", "when to stop, first one wins");
        this.benchmark = benchmark;
        this.model = new ConstraintsModel(benchmark);
        setId("benchmark-constraints");
        flush();
        MenuButton add = new MenuButton("Add", Icons.of("bi-plus", 14));
        add.setId("benchmark-constraint-add");
        add.getStyleClass().addAll("flat", "bm-menu");
        for (ConstraintKind kind : ConstraintKind.values()) {
            Label mono = new Label(kind.kind());
            mono.getStyleClass().addAll("pl-mono", "pl-caption");
            MenuItem item = new MenuItem(kind.menu());
            item.setId("benchmark-constraint-add-" + kind.kind());
            item.setOnAction(_ -> model.add(kind));
            add.getItems().add(item);
        }
        endless.setId("benchmark-endless");
        endless.getStyleClass().add("bm-endless");
        endless.setWrapText(true);
        right(advanced, add);
        content(rows, endless);
        benchmark.onChange(this::refresh);
        refresh();
    }

    private void toggleAdvanced() {
        open = !open;
        shape = List.of("");
        refresh();
    }

    private void refresh() {
        List<JsonNode> all = model.all();
        List<String> now = all.stream()
                .map(c -> c.path("kind").asString(""))
                .collect(java.util.stream.Collectors.toCollection(java.util.ArrayList::new));
        now.addFirst(String.valueOf(benchmark.id()));
        advanced.setText(open ? "Less" : "Advanced");
        advanced.setVisible(!all.isEmpty());
        boolean noEnd = model.endless();
        endless.setVisible(noEnd);
        endless.setManaged(noEnd);
        if (now.equals(shape)) {
            return;
        }
        shape = now;
        if (inputs != null) {
            inputs.dispose();
        }
        Inputs made = new Inputs(benchmark);
        inputs = made;
        rows.getChildren().clear();
        for (int i = 0; i < all.size(); i++) {
            rows.getChildren().add(new ConstraintRow(benchmark, model, made, i, open, this::focusRow));
        }
    }

    /** After a move the row is another node; the keyboard follows it. */
    private void focusRow(int index) {
        if (index >= 0 && index < rows.getChildren().size()) {
            Objects.requireNonNull(rows.getChildren().get(index).lookup(".bm-grip"))
                    .requestFocus();
        }
    }
}
