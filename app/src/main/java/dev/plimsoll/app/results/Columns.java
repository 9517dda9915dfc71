package dev.plimsoll.app.results;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.DoubleBinding;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/** Widths of columns. */
final class Columns {
    /** Room of the table's border. */
    static final double BORDER = 4;
    /** The same, and of a scroll bar. */
    static final double BAR = 12;

    private Columns() {}

    /**
     * Lets one column take what the others leave, but never less than a width; beyond that the table scrolls.
     *
     * @param rest what is left free: {@link #BORDER}, or {@link #BAR} where the table may scroll down
     */
    static <R> void stretch(TableView<R> table, TableColumn<R, ?> column, double least, double rest) {
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
                        () -> Math.max(least, table.getWidth() - others.get() - rest), table.widthProperty(), others));
    }

    /** Lets every column grow by the same factor where there is room; with less than they want the table scrolls. */
    static <R> void share(TableView<R> table, double rest) {
        double wanted = table.getColumns().stream()
                .mapToDouble(TableColumn::getPrefWidth)
                .sum();
        for (TableColumn<R, ?> column : table.getColumns()) {
            double own = column.getPrefWidth();
            column.prefWidthProperty()
                    .bind(Bindings.createDoubleBinding(
                            () -> Math.floor(own * Math.max(1, (table.getWidth() - rest) / wanted)),
                            table.widthProperty()));
        }
    }
}
