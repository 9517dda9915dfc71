package dev.plimsoll.app.results;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.DoubleBinding;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/** Widths of columns. */
final class Columns {
    /** Room of a scroll bar and the table's border. */
    private static final double REST = 12;

    private Columns() {}

    /** Lets one column take what the others leave, but never less than a width; beyond that the table scrolls. */
    static <R> void stretch(TableView<R> table, TableColumn<R, ?> column, double least) {
        DoubleBinding others = Bindings.createDoubleBinding(
                () -> table.getColumns().stream()
                        .filter(c -> c != column && c.isVisible())
                        .mapToDouble(TableColumn::getWidth)
                        .sum(),
                table.getColumns().stream()
                        .filter(c -> c != column)
                        .flatMap(c -> java.util.stream.Stream.of(c.widthProperty(), c.visibleProperty()))
                        .toArray(javafx.beans.Observable[]::new));
        column.prefWidthProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> Math.max(least, table.getWidth() - others.get() - REST),
                        table.widthProperty(),
                        others));
    }
}
