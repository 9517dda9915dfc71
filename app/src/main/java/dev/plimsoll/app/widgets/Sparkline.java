package dev.plimsoll.app.widgets;

import javafx.scene.layout.Pane;
import javafx.scene.shape.Polyline;

/** A tiny line of 64 by 20 pixels without axes; colour by style class {@code pl-s1} to {@code pl-s6}. */
public final class Sparkline extends Pane {
    private static final double WIDTH = 64;
    private static final double HEIGHT = 20;

    private final Polyline line = new Polyline();

    /** An empty one in a series colour. */
    public Sparkline(String seriesClass) {
        getStyleClass().add("pl-sparkline");
        line.getStyleClass().addAll("pl-spark", seriesClass);
        setMinSize(WIDTH, HEIGHT);
        setPrefSize(WIDTH, HEIGHT);
        setMaxSize(WIDTH, HEIGHT);
        line.setManaged(false);
        getChildren().add(line);
    }

    /** Shows values, the oldest first; at most one per pixel is worth giving. NaN is left out. */
    public void show(double... values) {
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        for (double v : values) {
            if (Double.isFinite(v)) {
                lowest = Math.min(lowest, v);
                highest = Math.max(highest, v);
            }
        }
        line.getPoints().clear();
        if (lowest > highest) {
            return;
        }
        double range = highest - lowest;
        for (int i = 0; i < values.length; i++) {
            if (Double.isFinite(values[i])) {
                double x = values.length == 1 ? 0 : i * WIDTH / (values.length - 1);
                double y = range == 0 ? HEIGHT / 2 : HEIGHT - 1 - (values[i] - lowest) / range * (HEIGHT - 2);
                line.getPoints().addAll(x, y);
            }
        }
    }
}
