package dev.plimsoll.app.widgets;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** One large number: label, sparkline, number with unit, one line of context. */
public final class Tile extends VBox {
    private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");

    private final Label label = new Label();
    private final Label value = new Label();
    private final Label unit = new Label();
    private final Label context = new Label();
    private final HBox head;

    /** A tile without a number yet. */
    public Tile(String label) {
        getStyleClass().addAll("pl-card", "pl-tile");
        this.label.setText(label);
        this.label.getStyleClass().add("pl-tile-label");
        HBox.setHgrow(this.label, Priority.ALWAYS);
        this.label.setMaxWidth(Double.MAX_VALUE);
        head = new HBox(this.label);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("pl-tile-head");
        value.getStyleClass().add("pl-tile-value");
        value.setMinWidth(Region.USE_PREF_SIZE);
        unit.getStyleClass().add("pl-tile-unit");
        context.getStyleClass().add("pl-tile-context");
        HBox number = new HBox(value, unit);
        number.setAlignment(Pos.BASELINE_LEFT);
        number.getStyleClass().add("pl-tile-number");
        getChildren().addAll(head, number, context);
        show("—", "", "");
    }

    /** Changes the label. */
    public Tile label(String text) {
        label.setText(text);
        return this;
    }

    /** Puts a sparkline, or another small node, at the right of the label. */
    public Tile corner(Node node) {
        head.getChildren().setAll(label, node);
        return this;
    }

    /**
     * Shows a number.
     *
     * @param number formatted by {@code Numbers}
     * @param unitText its unit, or empty
     * @param contextText one line below it
     */
    public void show(String number, String unitText, String contextText) {
        value.setText(number);
        unit.setText(unitText);
        context.setText(contextText);
        setAccessibleText(label.getText() + " " + number + " " + unitText + ", " + contextText);
    }

    /** Whether the number is out of its objective. */
    public void danger(boolean on) {
        pseudoClassStateChanged(DANGER, on);
    }

    /** The line of context, for a tone of its own. */
    public Label context() {
        return context;
    }
}
