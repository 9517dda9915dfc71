package dev.plimsoll.app.widgets;

import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/** Fields beside each other, all equally wide, tops aligned. */
public final class FormRow extends GridPane {
    private final int columns;

    /**
     * A row, or several.
     *
     * @param columns fields in a row
     */
    public FormRow(int columns, Node... fields) {
        setHgap(16);
        setVgap(12);
        for (int i = 0; i < columns; i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(100.0 / columns);
            column.setHgrow(Priority.ALWAYS);
            getColumnConstraints().add(column);
        }
        this.columns = columns;
        arrange(List.of(fields));
    }

    /** Other fields from now on; those that stay keep the focus. */
    public final void arrange(List<? extends Node> fields) {
        getChildren().retainAll(fields);
        for (int i = 0; i < fields.size(); i++) {
            Node field = fields.get(i);
            setConstraints(field, i % columns, i / columns);
            setValignment(field, VPos.TOP);
            if (!getChildren().contains(field)) {
                getChildren().add(Math.min(i, getChildren().size()), field); // the order of the tab key
            }
        }
    }
}
