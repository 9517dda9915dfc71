package dev.plimsoll.app.target.models;

import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.app.widgets.DataTable;
import java.util.List;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/** Who waits at the router, and what for. */
final class QueueCard extends Card {
    private static final double ROW = 24;
    private static final double HEAD = 25;
    private static final int MOST_ROWS = 8;

    private final RouterModel model;
    private final TableView<RouterModel.Waiting> table = DataTable.of("router-queue", "Nobody waits.");
    private List<RouterModel.Waiting> shown = List.of();

    QueueCard(RouterModel model) {
        super("Queue");
        this.model = model;
        setId("router-queue-card");
        flush();
        TableColumn<RouterModel.Waiting, String> why = DataTable.text("Why", 140, RouterModel.Waiting::why);
        why.setCellFactory(_ -> new WhyCell());
        table.getColumns().add(DataTable.text("#", 28, RouterModel.Waiting::place));
        table.getColumns().add(DataTable.text("Model", 110, RouterModel.Waiting::model));
        table.getColumns().add(DataTable.text("Priority", 56, RouterModel.Waiting::priority));
        table.getColumns().add(DataTable.text("Waits", 56, RouterModel.Waiting::waits));
        table.getColumns().add(why);
        table.getColumns().forEach(c -> c.setSortable(false));
        why.prefWidthProperty().bind(table.widthProperty().subtract(28 + 110 + 56 + 56 + 4));
        content(table);
        model.onChange(this::read);
        read();
    }

    private void read() {
        List<RouterModel.Waiting> now = model.waiting();
        title("Queue", now.isEmpty() ? "" : now.size() + " waiting");
        if (!now.equals(shown) || table.getPrefHeight() < 0) {
            shown = now;
            table.getItems().setAll(now);
            double height = HEAD + ROW * Math.clamp(now.size(), 1, MOST_ROWS) + 2;
            table.setMinHeight(height);
            table.setPrefHeight(height);
        }
    }

    private static final class WhyCell extends TableCell<RouterModel.Waiting, String> {
        @Override
        protected void updateItem(@Nullable String item, boolean empty) {
            super.updateItem(item, empty);
            setText(empty ? null : item);
            setTooltip(empty || item == null || item.isEmpty() ? null : new Tooltip(item));
        }
    }
}
