package dev.plimsoll.app.target.models;

import dev.plimsoll.app.widgets.Buttons;
import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.app.widgets.DataTable;
import dev.plimsoll.app.widgets.Icons;
import dev.plimsoll.app.widgets.Tone;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;

/** The models of a configuration; the selected one is edited below. */
final class ModelsCard extends Card {
    private static final double ROW = 24;
    private static final double HEAD = 25;
    private static final int MOST_ROWS = 10;

    private final ModelsModel models;
    private final ObservableList<ModelsModel.Row> rows; // held, or its listener would be told nothing
    private final TableView<ModelsModel.Row> table = DataTable.of("models-table", "No model yet.");
    private boolean showing;

    /**
     * A table.
     *
     * @param refused tells why a change was not made
     */
    ModelsCard(ModelsModel models, Consumer<String> refused) {
        super("Models");
        this.models = models;
        this.rows = models.rows();
        flush();
        setId("models-card");
        TableColumn<ModelsModel.Row, String> id = DataTable.text("Model", 150, ModelsModel.Row::id);
        id.setCellFactory(_ -> new IdCell());
        TableColumn<ModelsModel.Row, String> command = DataTable.text("Command", 200, ModelsModel.Row::command);
        command.setCellFactory(_ -> new CommandCell());
        table.getColumns().add(id);
        table.getColumns().add(command);
        table.getColumns().add(DataTable.text("Stops idle", 76, ModelsModel.Row::ttl));
        table.getColumns().add(number("Priority", ModelsModel.Row::priority));
        table.getColumns().add(number("Limit", ModelsModel.Row::limit));
        table.getColumns().add(DataTable.text("Listed", 56, r -> r.unlisted() ? "no" : "yes"));
        table.getColumns().forEach(c -> c.setSortable(false)); // the order is the file's
        command.prefWidthProperty().bind(table.widthProperty().subtract(150 + 76 + 64 + 56 + 56 + 4));
        table.getSelectionModel().selectedItemProperty().addListener((_, _, row) -> {
            if (row != null && !showing) {
                models.select(row.id());
            }
        });
        Supplier<Optional<String>> delete = models::remove;
        table.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.DELETE) {
                delete.get().ifPresent(refused);
            }
        });
        right(
                Buttons.link("models-add", "Add", () -> models.add().ifPresent(refused)),
                Buttons.link(
                        "models-duplicate",
                        "Duplicate",
                        () -> models.duplicate().ifPresent(refused)),
                Buttons.link("models-delete", "Delete", () -> delete.get().ifPresent(refused)));
        content(table);
        rows.addListener((ListChangeListener<ModelsModel.Row>) _ -> read());
        models.selected().addListener((_, _, _) -> select());
        read();
    }

    private void read() {
        title("Models", rows.size() == 1 ? "1 in the configuration" : rows.size() + " in the configuration");
        double height = HEAD + ROW * Math.clamp(rows.size(), 1, MOST_ROWS) + 2;
        table.setMinHeight(height);
        table.setPrefHeight(height);
        showing = true;
        table.getItems().setAll(rows);
        showing = false;
        select();
    }

    private void select() {
        String id = models.selected().get();
        showing = true;
        rows.stream()
                .filter(r -> r.id().equals(id))
                .findFirst()
                .ifPresentOrElse(r -> table.getSelectionModel().select(r), table.getSelectionModel()::clearSelection);
        showing = false;
    }

    private static TableColumn<ModelsModel.Row, String> number(
            String title, java.util.function.Function<ModelsModel.Row, String> value) {
        TableColumn<ModelsModel.Row, String> column = DataTable.text(title, title.length() > 5 ? 64 : 56, value);
        column.getStyleClass().add("pl-number");
        column.setCellFactory(_ -> new TableCell<>() {
            {
                getStyleClass().add("pl-number");
            }

            @Override
            protected void updateItem(@Nullable String item, boolean empty) {
                super.updateItem(item, empty);
                setText(empty ? null : item);
            }
        });
        return column;
    }

    private static final class IdCell extends TableCell<ModelsModel.Row, String> {
        @Override
        protected void updateItem(@Nullable String item, boolean empty) {
            super.updateItem(item, empty);
            setText(empty ? null : item);
            ModelsModel.Row row = empty ? null : getTableRow().getItem();
            setGraphic(null);
            setTooltip(null);
            if (row != null && row.errors() > 0) {
                var sign = Icons.of("bi-exclamation-circle-fill", 12);
                Tone.DANGER.on(sign);
                setGraphic(sign);
                setTooltip(new Tooltip(row.errors() == 1 ? "1 problem" : row.errors() + " problems"));
            }
        }
    }

    private static final class CommandCell extends TableCell<ModelsModel.Row, String> {
        CommandCell() {
            getStyleClass().add("pl-mono");
        }

        @Override
        protected void updateItem(@Nullable String item, boolean empty) {
            super.updateItem(item, empty);
            setText(empty || item == null ? null : item.isEmpty() ? "—" : item);
            setTooltip(empty || item == null || item.isEmpty() ? null : new Tooltip(Objects.requireNonNull(item)));
        }
    }
}
