package dev.plimsoll.app.shell;

import dev.plimsoll.app.session.Notices;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A question in front of everything, with its answers and Cancel. */
final class QuestionBox extends VBox {
    private final Button first;

    /** Closed by {@code close}, which is called before an answer runs. */
    QuestionBox(Notices.Question question, Runnable close) {
        setId("question");
        getStyleClass().addAll("palette", "question");
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        Label title = new Label(question.title());
        title.getStyleClass().add("pl-page-title");
        title.setWrapText(true);
        Label text = new Label(question.text());
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        HBox answers = new HBox(8);
        answers.setAlignment(Pos.CENTER_RIGHT);
        Button cancel = new Button("Cancel");
        cancel.setId("question-cancel");
        cancel.setCancelButton(true);
        cancel.setOnAction(_ -> close.run());
        Button made = cancel;
        for (int i = 0; i < question.answers().size(); i++) {
            Notices.Remedy answer = question.answers().get(i);
            Button button = new Button(answer.text());
            button.setId("question-answer-" + (i + 1));
            button.setOnAction(_ -> {
                close.run();
                answer.run().run();
            });
            if (i == 0) {
                button.setDefaultButton(true);
                button.getStyleClass().add(question.danger() ? "danger" : "accent");
                made = button;
            }
            answers.getChildren().addFirst(button);
        }
        first = made;
        answers.getChildren().addFirst(cancel);
        getChildren().addAll(title, text, answers);
        setAccessibleText(question.title() + " " + question.text());
    }

    void focusFirst() {
        first.requestFocus();
    }
}
