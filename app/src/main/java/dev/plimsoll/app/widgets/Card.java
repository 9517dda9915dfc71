package dev.plimsoll.app.widgets;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A surface with a title row (title, unit beside it, further nodes at the right) and content below. */
public class Card extends VBox {
    private final HBox head = new HBox();
    private final Label title = new Label();
    private final Label unit = new Label();
    private final HBox right = new HBox();

    /** A card without a title row. */
    public Card() {
        getStyleClass().add("pl-card");
        title.getStyleClass().add("pl-card-title");
        unit.getStyleClass().add("pl-card-unit");
        title.setMinWidth(Region.USE_PREF_SIZE);
        HBox.setHgrow(unit, Priority.ALWAYS);
        unit.setMaxWidth(Double.MAX_VALUE);
        head.getStyleClass().add("pl-card-head");
        head.setAlignment(Pos.CENTER_LEFT);
        right.getStyleClass().add("pl-card-right");
        right.setAlignment(Pos.CENTER_RIGHT);
        head.getChildren().addAll(title, unit, right);
    }

    /** A card with a title. */
    public Card(String title) {
        this(title, "");
    }

    /** A card with a title and, muted beside it, a unit or a few words. */
    public Card(String title, String unit) {
        this();
        title(title, unit);
        getChildren().add(head);
    }

    /** Changes the title row's words. */
    public final Card title(String newTitle, String newUnit) {
        title.setText(newTitle);
        unit.setText(newUnit);
        return this;
    }

    /** Puts nodes at the right of the title row. */
    public final Card right(Node... nodes) {
        right.getChildren().setAll(nodes);
        right.setMinWidth(Region.USE_PREF_SIZE);
        return this;
    }

    /** Puts content below the title row; the last node takes the room that is left. */
    public final Card content(Node... nodes) {
        getChildren().removeIf(n -> n != head);
        getChildren().addAll(nodes);
        if (nodes.length > 0) {
            VBox.setVgrow(nodes[nodes.length - 1], Priority.ALWAYS);
        }
        return this;
    }

    /** Wider padding and gaps, for forms: 16 px. */
    public final Card form() {
        getStyleClass().add("pl-form");
        return this;
    }

    /** No padding around the content, for tables and lists; the title row keeps its own. */
    public final Card flush() {
        getStyleClass().add("pl-flush");
        return this;
    }
}
