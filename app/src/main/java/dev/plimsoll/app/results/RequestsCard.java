package dev.plimsoll.app.results;

import dev.plimsoll.app.widgets.Buttons;
import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.app.widgets.Chip;
import dev.plimsoll.app.widgets.Icons;
import dev.plimsoll.app.widgets.Tone;
import dev.plimsoll.engine.archive.RequestField;
import dev.plimsoll.engine.archive.RequestSort;
import dev.plimsoll.engine.record.RequestRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** The requests in scope: a table over any number of them, a filter that is typed, chips for what was picked elsewhere. */
final class RequestsCard extends Card {
    private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");
    private static final Duration IDLE = Duration.millis(300);

    private final RequestsModel model;
    private final ScopeModel scope;
    private final TableView<RequestSlot> table;
    private final TextField filter = new TextField();
    private final Label trouble = new Label();
    private final PauseTransition idle = new PauseTransition(IDLE);
    private final StackPane field;
    private final Label empty = new Label();

    RequestsCard(RunModel run, RequestsModel model, ResultExports exports) {
        super("Requests", " ");
        this.model = model;
        this.scope = run.scope();
        setId("requests-card");
        flush();
        getStyleClass().add("results-requests");
        table = RequestColumns.table(run);
        empty.getStyleClass().add("pl-muted");
        empty.setWrapText(true);
        table.setPlaceholder(empty);
        table.setMinHeight(160);
        field = filterField();
        trouble.setId("requests-trouble");
        trouble.getStyleClass().addAll("pl-field-message", "results-trouble");
        trouble.pseudoClassStateChanged(DANGER, true);
        trouble.setWrapText(true);
        trouble.setMinHeight(Region.USE_PREF_SIZE);
        content(table);
        table.setSortPolicy(_ -> {
            sort();
            return true;
        });
        MenuItem copy = new MenuItem("Copy row");
        copy.setOnAction(_ -> copy(exports));
        table.setContextMenu(new ContextMenu(copy));
        table.setOnKeyPressed(e -> {
            if (e.isShortcutDown() && e.getCode() == KeyCode.C) {
                copy(exports);
                e.consume();
            }
        });
        model.rows().addListener(_ -> show());
        model.counted().addListener(_ -> title("Requests", model.counted().get()));
        model.trouble().addListener(_ -> complain());
        model.failure().addListener(_ -> say());
        model.reading().addListener(_ -> say());
        scope.range().addListener(_ -> chips());
        scope.stage().addListener(_ -> chips());
        scope.filter().addListener((_, _, to) -> {
            if (!filter.getText().equals(to)) {
                filter.setText(to);
            }
        });
        chips();
        show();
    }

    TableView<RequestSlot> table() {
        return table;
    }

    /** Tells the request that is selected, as soon as it was read; null for none. */
    void onSelected(Consumer<@Nullable RequestRecord> listener) {
        table.getSelectionModel()
                .selectedItemProperty()
                .<@Nullable RequestRecord>flatMap(RequestSlot::request)
                .subscribe(listener);
    }

    private StackPane filterField() {
        filter.setId("requests-filter");
        filter.setPromptText("ttft > 200 ms");
        filter.setAccessibleText("Filter requests");
        filter.getStyleClass().addAll("results-filter", "pl-own-undo");
        filter.setTooltip(
                new Tooltip("For example: ttft > 200 ms and output < 50\nstatus = errored\nlatency >= 2.5 s"));
        filter.textProperty().subscribe(_ -> idle.playFromStart());
        filter.setOnAction(_ -> apply());
        idle.setOnFinished(_ -> apply());
        Node icon = Icons.of("bi-funnel", 13);
        icon.setMouseTransparent(true);
        StackPane.setAlignment(icon, Pos.CENTER_LEFT);
        StackPane holder = new StackPane(filter, icon);
        holder.getStyleClass().add("results-filter-field");
        return holder;
    }

    private void copy(ResultExports exports) {
        RequestSlot slot = table.getSelectionModel().getSelectedItem();
        if (slot != null && slot.request().get() != null) {
            exports.copyText(RequestColumns.tabs(table, List.of(slot)), "Row copied");
        }
    }

    private void apply() {
        idle.stop();
        scope.filter().set(filter.getText().strip());
    }

    private void chips() {
        List<Node> nodes = new ArrayList<>();
        scope.rangeText()
                .ifPresent(text -> nodes.add(chip("requests-range", text, () -> scope.pick(Optional.empty()))));
        if (scope.stage().get() != ScopeModel.ALL) {
            nodes.add(chip(
                    "requests-stage", scope.stageText(), () -> scope.stage().set(ScopeModel.ALL)));
        }
        nodes.add(field);
        right(nodes.toArray(Node[]::new));
    }

    private static Chip chip(String id, String text, Runnable remove) {
        Button cross = Buttons.icon(id + "-remove", "bi-x", "Remove: " + text, remove);
        cross.getStyleClass().add("results-chip-cross");
        Chip chip = new Chip(text, Tone.ACCENT, cross);
        chip.setId(id);
        chip.setContentDisplay(ContentDisplay.RIGHT);
        return chip;
    }

    private void show() {
        table.setItems(model.rows().get());
        if (!table.getItems().isEmpty()) {
            table.scrollTo(0);
        }
        say();
    }

    private void say() {
        String failure = model.failure().get();
        if (!failure.isEmpty()) {
            Button again = Buttons.plain("requests-retry", "Read again", model::retry);
            HBox box = new HBox(new Label(failure), again);
            box.setAlignment(Pos.CENTER);
            box.getStyleClass().add("results-failure");
            table.setPlaceholder(box);
            return;
        }
        empty.setText(
                model.reading().get()
                        ? "Reading requests…"
                        : "No request meets this. Remove a chip or change the filter.");
        table.setPlaceholder(empty);
    }

    private void complain() {
        String text = model.trouble().get();
        filter.pseudoClassStateChanged(DANGER, !text.isEmpty());
        trouble.setText(text);
        if (text.isEmpty()) {
            getChildren().remove(trouble);
        } else if (!getChildren().contains(trouble)) {
            getChildren().add(1, trouble);
        }
    }

    private void sort() {
        if (table.getSortOrder().isEmpty()) {
            model.sortBy(null);
            return;
        }
        TableColumn<RequestSlot, ?> by = table.getSortOrder().getFirst();
        RequestField field = (RequestField) Objects.requireNonNull(by.getUserData());
        model.sortBy(new RequestSort(field, by.getSortType() == TableColumn.SortType.DESCENDING));
    }
}
