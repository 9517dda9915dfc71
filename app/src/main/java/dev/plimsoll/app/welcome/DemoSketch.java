package dev.plimsoll.app.welcome;

import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polyline;

/** A latency curve that meets its load line, as a drawing without numbers. Height 118, as wide as its card. */
final class DemoSketch extends Pane {
    private static final double HEIGHT = 118;
    /** Where the curve goes, in shares of width and height. */
    private static final double[][] POINTS = {
        {0.03, 0.86},
        {0.12, 0.85},
        {0.22, 0.86},
        {0.32, 0.82},
        {0.42, 0.835},
        {0.51, 0.815},
        {0.695, 0.775},
        {0.755, 0.54},
        {0.798, 0.20},
        {0.812, 0.01}
    };

    /** Half of the mark's bar, which here lies on the load line. */
    private static final double BAR = 13;

    private static final double LOAD_AT = 0.79;
    private static final double END_AT = 0.955;

    private final Region beyond = new Region();
    private final Line[] grid = {new Line(), new Line(), new Line()};
    private final Polyline curve = new Polyline();
    private final Circle[] dots = new Circle[POINTS.length - 1];
    private final Line load = new Line();
    private final Circle disc = new Circle(8);
    private final Line bar = new Line();

    DemoSketch() {
        getStyleClass().add("sketch");
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        setMaxHeight(HEIGHT);
        beyond.getStyleClass().add("sketch-beyond");
        curve.getStyleClass().add("sketch-curve");
        load.getStyleClass().add("sketch-load");
        disc.getStyleClass().add("sketch-disc");
        getChildren().add(beyond);
        for (Line line : grid) {
            line.getStyleClass().add("sketch-grid");
            getChildren().add(line);
        }
        getChildren().add(curve);
        for (int i = 0; i < dots.length; i++) {
            dots[i] = new Circle(4);
            dots[i].getStyleClass().add("sketch-dot");
            getChildren().add(dots[i]);
        }
        bar.getStyleClass().add("sketch-bar");
        getChildren().addAll(load, disc, bar);
    }

    @Override
    protected void layoutChildren() {
        double w = getWidth();
        for (int i = 0; i < grid.length; i++) {
            double y = Math.round(HEIGHT * (0.28 + i * 0.26)) + 0.5;
            grid[i].setStartX(0);
            grid[i].setEndX(w * END_AT);
            grid[i].setStartY(y);
            grid[i].setEndY(y);
        }
        curve.getPoints().clear();
        for (int i = 0; i < POINTS.length; i++) {
            double x = POINTS[i][0] * w;
            double y = POINTS[i][1] * HEIGHT;
            curve.getPoints().addAll(x, y);
            if (i < dots.length) {
                dots[i].setCenterX(x);
                dots[i].setCenterY(y);
            }
        }
        double x = Math.round(w * LOAD_AT);
        beyond.resizeRelocate(x, 0, w * END_AT - x, HEIGHT);
        load.setStartX(x);
        load.setEndX(x);
        load.setStartY(0);
        load.setEndY(HEIGHT);
        disc.setCenterX(x);
        disc.setCenterY(HEIGHT * 0.5);
        bar.setStartX(x);
        bar.setEndX(x);
        bar.setStartY(HEIGHT * 0.5 - BAR);
        bar.setEndY(HEIGHT * 0.5 + BAR);
    }
}
