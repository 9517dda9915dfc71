package dev.plimsoll.app.results;

import javafx.animation.PauseTransition;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/** Grey bars where something will be, and what is being done; seen only after 300 ms, so that what is quick does not flicker. */
final class Skeleton extends VBox {
    private static final Duration PATIENCE = Duration.millis(300);
    private static final int BARS = 5;

    Skeleton(String doing) {
        getStyleClass().add("results-skeleton");
        setVisible(false);
        Label label = new Label(doing);
        label.getStyleClass().add("pl-muted");
        getChildren().add(label);
        for (int i = 0; i < BARS; i++) {
            Region bar = new Region();
            bar.getStyleClass().add("results-bar");
            bar.setMaxWidth(560 - 72 * i);
            getChildren().add(bar);
        }
        PauseTransition pause = new PauseTransition(PATIENCE);
        pause.setOnFinished(_ -> setVisible(true));
        pause.play();
    }
}
