package dev.plimsoll.app.target;

import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.app.widgets.CodeField;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;

/** The start of the answer that the check failed at, as it came. */
final class AnswerCard extends Card {
    private static final int MOST_ROWS = 14;

    private final TextArea area = new TextArea();

    AnswerCard() {
        super("Answer");
        Label size = new Label("first 2 KB");
        size.getStyleClass().addAll("pl-caption");
        right(size);
        area.setEditable(false);
        area.setWrapText(true);
        area.setId("target-answer");
        area.getStyleClass().addAll("pl-code", "pl-unnumbered", "answer-text");
        area.setAccessibleText("Answer of the server");
        CodeField.fit(area, 3, MOST_ROWS);
        content(area);
    }

    void show(String answer) {
        area.setText(answer.stripTrailing());
    }
}
