package dev.plimsoll.app.shell;

import dev.plimsoll.app.widgets.Tone;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/**
 * A bar of 48 pixels for how late the generator sends, on a logarithmic scale from 10 µs to 10 ms: green below 1 ms, where a verdict
 * becomes SUSPECT, red from 10 ms, where it becomes INVALID.
 */
final class LagGauge extends Pane {
    private static final double WIDTH = 48;
    private static final double LOWEST_MS = 0.01;
    private static final double DECADES = 3;
    private static final double SUSPECT_MS = 1;
    private static final double INVALID_MS = 10;

    private final Region bar = new Region();

    LagGauge() {
        getStyleClass().add("lag-gauge");
        setMinSize(WIDTH, 6);
        setPrefSize(WIDTH, 6);
        setMaxSize(WIDTH, 6);
        bar.getStyleClass().add("lag-bar");
        bar.setManaged(false);
        getChildren().add(bar);
        show(-1);
    }

    /** Shows a lag in milliseconds, or none where it is negative. */
    void show(double lagMs) {
        double share = lagMs <= 0 ? 0 : Math.clamp(Math.log10(lagMs / LOWEST_MS) / DECADES, 0.04, 1);
        bar.resizeRelocate(0, 0, WIDTH * share, 6);
        bar.setVisible(share > 0);
        (lagMs >= INVALID_MS ? Tone.DANGER : lagMs >= SUSPECT_MS ? Tone.WARNING : Tone.SUCCESS).on(bar);
    }
}
