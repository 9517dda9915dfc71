package dev.plimsoll.app.widgets;

import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/** Fields beside each other, all equally wide, tops aligned. */
public final class FormRow extends GridPane {
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
        for (int i = 0; i < fields.length; i++) {
            add(fields[i], i % columns, i / columns);
            setValignment(fields[i], VPos.TOP);
        }
    }
}
