package dev.plimsoll.app.widgets;

import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Tables as the house has them: numbers right, text left, the unit in the head, rows of 24 px. */
public final class DataTable {
    private static final double ROW = 24;

    private DataTable() {}

    /** An empty table that sorts, without a menu button; the placeholder is a sentence. */
    public static <R> TableView<R> of(String id, String placeholder) {
        TableView<R> table = new TableView<>();
        table.setId(id);
        table.getStyleClass().add("pl-table");
        table.setFixedCellSize(ROW);
        Label empty = new Label(placeholder);
        empty.getStyleClass().add("pl-muted");
        table.setPlaceholder(empty);
        return table;
    }

    /** A column of text. */
    public static <R> TableColumn<R, String> text(String title, double width, Function<R, String> value) {
        TableColumn<R, String> column = column(title, "", width, value);
        column.setCellFactory(_ -> new TextCell<>());
        return column;
    }

    /**
     * A column of numbers, right-aligned; null sorts last among the smallest and shows as an em dash.
     *
     * @param unit stands in the head's second line, or empty
     * @param value the number, which the column sorts by
     * @param shown how it is written, from {@code engine.report.Numbers}
     */
    public static <R, V extends Comparable<? super V>> TableColumn<R, V> number(
            String title,
            String unit,
            double width,
            Function<R, @Nullable V> value,
            Function<? super V, String> shown) {
        TableColumn<R, V> column = column(title, unit, width, value);
        column.getStyleClass().add("pl-number");
        column.setCellFactory(_ -> new NumberCell<>(shown));
        column.setComparator(java.util.Comparator.nullsFirst(java.util.Comparator.<V>naturalOrder()));
        return column;
    }

    private static <R, V> TableColumn<R, V> column(
            String title, String unit, double width, Function<R, @Nullable V> value) {
        TableColumn<R, V> column = new TableColumn<>();
        if (unit.isEmpty()) {
            column.setText(title);
        } else {
            Label first = new Label(title);
            Label second = new Label(unit);
            second.getStyleClass().add("pl-unit");
            VBox head = new VBox(first, second);
            head.setAlignment(Pos.CENTER_RIGHT);
            head.getStyleClass().add("pl-head");
            column.setGraphic(head);
        }
        column.setPrefWidth(width);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(value.apply(row.getValue())));
        return column;
    }

    private static final class TextCell<R> extends TableCell<R, String> {
        @Override
        protected void updateItem(@Nullable String item, boolean empty) {
            super.updateItem(item, empty);
            setText(empty ? null : item);
        }
    }

    private static final class NumberCell<R, V> extends TableCell<R, V> {
        private final Function<? super V, String> shown;

        NumberCell(Function<? super V, String> shown) {
            this.shown = shown;
            getStyleClass().add("pl-number");
        }

        @Override
        protected void updateItem(@Nullable V item, boolean empty) {
            super.updateItem(item, empty);
            setText(empty ? null : item == null ? "—" : shown.apply(item));
        }
    }
}
