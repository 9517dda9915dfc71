package dev.plimsoll.app.widgets;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;

/** What a page shows while it has nothing: the mark, what will be here, one action. */
public final class EmptyState extends VBox {
    /**
     * Without an action.
     *
     * @param title {@code No runs yet}
     * @param sentence {@code A run appears here as soon as its first request is sent.}
     */
    public EmptyState(String title, String sentence) {
        getStyleClass().add("pl-empty");
        setAlignment(Pos.CENTER);
        var mark = Mark.of(40);
        Tone.MUTED.on(mark);
        Label head = new Label(title);
        head.getStyleClass().add("pl-strong");
        Label text = new Label(sentence);
        text.getStyleClass().add("pl-muted");
        text.setWrapText(true);
        text.setTextAlignment(TextAlignment.CENTER);
        getChildren().addAll(mark, head, text);
    }

    /** With one action. */
    public EmptyState(String title, String sentence, Button action) {
        this(title, sentence);
        getChildren().add(action);
    }
}
