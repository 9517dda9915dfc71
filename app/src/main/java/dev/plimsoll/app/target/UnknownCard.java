package dev.plimsoll.app.target;

import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.app.widgets.CodeField;
import javafx.scene.control.Label;

/** A target of a kind that this version does not know: shown as it is written, kept as it is written. */
final class UnknownCard extends Card {
    private final CodeField code = new CodeField("target-unknown", 3, 30);

    UnknownCard() {
        super("As written");
        form();
        Label words = new Label(
                "This version cannot use a target of this kind. It is kept in the file exactly as it is, and benchmarks"
                        + " that use it do not run.");
        words.setWrapText(true);
        words.getStyleClass().add("pl-muted");
        code.area().setEditable(false);
        content(words, code);
    }

    void show(String json) {
        code.area().setText(json);
    }
}
