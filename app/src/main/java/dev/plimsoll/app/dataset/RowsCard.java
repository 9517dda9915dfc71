package dev.plimsoll.app.dataset;

import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.app.widgets.CodeField;
import dev.plimsoll.app.widgets.DataTable;
import dev.plimsoll.engine.dataset.DatasetPreview;
import dev.plimsoll.engine.report.Numbers;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The first requests as they will be sent; the selected one in full below. */
final class RowsCard extends Card {
    private static final double ROWS_HEIGHT = 24 * 8 + 34;

    private final TableView<PreviewModel.Line> table = DataTable.of("dataset-rows", "No rows.");
    private final TableColumn<PreviewModel.Line, Long> place;
    private final TextArea whole = new TextArea();

    RowsCard() {
        super("First requests");
        flush();
        TableColumn<PreviewModel.Line, String> number = DataTable.text("No.", 44, PreviewModel.Line::number);
        place = DataTable.number("Line", "", 52, l -> l.place() > 0 ? (Long) l.place() : null, v -> Numbers.count(v));
        TableColumn<PreviewModel.Line, String> text = DataTable.text("Prompt", 300, PreviewModel.Line::text);
        text.setCellFactory(_ -> new PromptCell());
        table.getColumns()
                .addAll(List.of(
                        number,
                        place,
                        text,
                        DataTable.number("In", "tok", 60, l -> known(l.inputTokens()), v -> Numbers.count(v)),
                        DataTable.number("Out", "tok", 60, l -> known(l.outputTokens()), v -> Numbers.count(v))));
        table.getColumns().forEach(c -> {
            c.setSortable(false); // they stand in the order in which they are sent
            c.setReorderable(false);
        });
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        for (TableColumn<PreviewModel.Line, ?> column : table.getColumns()) {
            if (column != text) {
                column.setMinWidth(column.getPrefWidth());
                column.setMaxWidth(column.getPrefWidth());
            }
        }
        table.setPrefHeight(ROWS_HEIGHT);
        table.setMinHeight(ROWS_HEIGHT);
        whole.setEditable(false);
        whole.setWrapText(true);
        whole.setId("dataset-row");
        whole.setAccessibleText("The selected request in full");
        whole.getStyleClass().addAll("pl-code", "pl-unnumbered", "row-text");
        CodeField.fit(whole, 5, 5);
        table.getSelectionModel().selectedItemProperty().addListener((_, _, line) -> {
            whole.setText(line == null ? "" : line.whole());
            whole.setScrollTop(0);
        });
        VBox below = new VBox(whole);
        below.getStyleClass().add("row-below");
        content(table, below);
    }

    void show(DatasetPreview preview, boolean fromFile) {
        List<PreviewModel.Line> lines = PreviewModel.lines(preview);
        int selected = Math.max(0, table.getSelectionModel().getSelectedIndex());
        place.setVisible(fromFile);
        title(
                "First requests",
                "as they will be sent" + (preview.inFileOrder() ? ", but in the order of the file" : ""));
        if (!lines.equals(table.getItems())) {
            table.getItems().setAll(lines);
            table.getSelectionModel().select(Math.min(selected, lines.size() - 1));
        }
    }

    private static @Nullable Integer known(int tokens) {
        return tokens < 0 ? null : (Integer) tokens;
    }

    private static final class PromptCell extends TableCell<PreviewModel.Line, String> {
        @Override
        protected void updateItem(@Nullable String item, boolean empty) {
            super.updateItem(item, empty);
            setText(empty ? null : item);
            boolean bad = !empty
                    && Optional.ofNullable(getTableRow().getItem())
                            .map(PreviewModel.Line::bad)
                            .orElse(false);
            getStyleClass().remove("pl-out");
            if (bad) {
                getStyleClass().add("pl-out");
            }
        }
    }
}
