package dev.plimsoll.app.results;

import dev.plimsoll.app.widgets.Mark;
import dev.plimsoll.app.widgets.Tone;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.SVGPath;

/** The load line: the mark, the number, what it meets, what lies beyond. */
final class LoadLineCard extends HBox {
    private static final double MARK = 40;

    LoadLineCard(LoadLineText text) {
        setId("load-line");
        getStyleClass().addAll("pl-card", "results-load");
        SVGPath mark = Mark.of(MARK);
        Tone.LOAD.on(mark);
        Label number = new Label(text.number());
        number.setId("load-line-number");
        number.getStyleClass().add("results-load-number");
        number.setMinWidth(Region.USE_PREF_SIZE);
        Label unit = new Label(text.unit());
        unit.getStyleClass().add("pl-muted");
        HBox line = new HBox(number, unit);
        line.setAlignment(Pos.BASELINE_LEFT);
        line.getStyleClass().add("results-load-line");
        Label title = new Label("Load line");
        title.getStyleClass().addAll("pl-muted", "pl-small");
        VBox words = new VBox(title, line, sentence(text.meets(), "pl-small"));
        if (!text.beyond().isEmpty()) {
            Label beyond = sentence(text.beyond(), "pl-small");
            beyond.getStyleClass().add("pl-muted");
            words.getChildren().add(beyond);
        }
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMinWidth(0);
        VBox place = new VBox(mark);
        place.getStyleClass().add("results-load-mark");
        getChildren().addAll(place, words);
        setAccessibleText("Load line " + text.number() + " " + text.unit() + ", " + text.meets());
    }

    private static Label sentence(String text, String style) {
        Label label = new Label(text);
        label.getStyleClass().add(style);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
