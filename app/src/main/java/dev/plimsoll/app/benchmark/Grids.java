package dev.plimsoll.app.benchmark;

import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;

/** Grids of columns that are equally wide whatever is in them. */
final class Grids {
    private Grids() {}

    /** An empty one. */
    static GridPane columns(int count, String styleClass) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add(styleClass);
        for (int i = 0; i < count; i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(100.0 / count);
            column.setMinWidth(0);
            grid.getColumnConstraints().add(column);
        }
        return grid;
    }

    /** One row. */
    static GridPane row(String styleClass, Node... nodes) {
        GridPane grid = columns(nodes.length, styleClass);
        grid.addRow(0, nodes);
        return grid;
    }
}
