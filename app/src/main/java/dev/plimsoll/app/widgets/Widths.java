package dev.plimsoll.app.widgets;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Scene;

/** Widths of the window at which layouts change, in pixels. */
public final class Widths {
    /** Below it side columns fold. */
    public static final double NARROW = 1280;
    /** Below it the rail has icons only and list columns become drop-downs. */
    public static final double COMPACT = 1200;

    private Widths() {}

    /** Whether the window that a node is in is below a width; false while it is in none. Keep a reference to it. */
    public static BooleanBinding below(Node node, double width) {
        ObservableValue<Number> window = node.sceneProperty().flatMap(Scene::widthProperty);
        return Bindings.createBooleanBinding(
                () -> {
                    Number now = window.getValue();
                    return now != null && now.doubleValue() > 0 && now.doubleValue() < width;
                },
                window);
    }
}
