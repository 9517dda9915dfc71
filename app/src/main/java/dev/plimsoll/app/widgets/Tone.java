package dev.plimsoll.app.widgets;

import javafx.scene.Node;

/** A role of colour; which colour that is, the stylesheet says. */
public enum Tone {
    SUCCESS,
    WARNING,
    DANGER,
    ACCENT,
    LOAD,
    MUTED;

    /** {@code success}, as pseudo class-like style class {@code pl-success}. */
    public String styleClass() {
        return "pl-" + name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Gives a node this tone in place of any other. */
    public void on(Node node) {
        for (Tone each : values()) {
            node.getStyleClass().remove(each.styleClass());
        }
        node.getStyleClass().add(styleClass());
    }
}
