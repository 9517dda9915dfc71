package dev.plimsoll.app.widgets;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import org.jspecify.annotations.Nullable;

/** A word on a coloured ground, with a sign before it where it says how something is. */
public class Chip extends Label {
    /** A chip without a sign. */
    public Chip(String text, Tone tone) {
        this(text, tone, null);
    }

    /** A chip with a sign of 12 pixels. */
    public Chip(String text, Tone tone, @Nullable Node sign) {
        super(text, sign);
        setAlignment(Pos.CENTER);
        setMinWidth(USE_PREF_SIZE);
        getStyleClass().add("pl-chip");
        tone.on(this);
    }
}
