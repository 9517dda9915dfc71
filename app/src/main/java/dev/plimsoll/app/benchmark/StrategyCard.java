package dev.plimsoll.app.benchmark;

import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** One profile to choose: its picture, its name, the question it answers. */
final class StrategyCard extends ToggleButton {
    StrategyCard(ProfileKind kind, Runnable chosen) {
        setId("benchmark-profile-" + kind.kind());
        getStyleClass().setAll("bm-strategy");
        Label title = new Label(kind.title());
        title.getStyleClass().add("bm-strategy-title");
        Label question = new Label(kind.question());
        question.getStyleClass().add("bm-strategy-question");
        VBox words = new VBox(title, question);
        words.setAlignment(Pos.CENTER_LEFT);
        HBox content = new HBox(Glyphs.of(kind), words);
        content.getStyleClass().add("bm-strategy-content");
        content.setAlignment(Pos.CENTER_LEFT);
        setGraphic(content);
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        setAlignment(Pos.CENTER_LEFT);
        setMaxWidth(Double.MAX_VALUE);
        setAccessibleText(kind.title() + ": " + kind.question());
        setOnAction(_ -> chosen.run());
    }
}
