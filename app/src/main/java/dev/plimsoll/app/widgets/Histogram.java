package dev.plimsoll.app.widgets;

import dev.plimsoll.engine.report.Numbers;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/** A small histogram in the style of the charts: bars from a base line, two gridlines, labels at round values. */
public final class Histogram extends Pane {
    private static final double LEFT = 36;
    private static final double FOOT = 20;
    private static final double TOP = 8;
    private static final int MOST_TICKS = 6;

    private final List<Region> bars = new ArrayList<>();
    private final List<Label> xLabels = new ArrayList<>();
    private final List<Region> xTicks = new ArrayList<>();
    private final List<Label> yLabels = new ArrayList<>();
    private final List<Region> grid = new ArrayList<>();
    private final Region base = region("histogram-axis");
    private List<Bar> shown = List.of();
    private double from;
    private double to = 1;
    private double xStep = 1;
    private double yStep = 1;
    private int yTop = 1;

    /**
     * One bar.
     *
     * @param from where it begins on the axis
     * @param to where it ends
     * @param count how high it is
     */
    public record Bar(double from, double to, int count) {}

    /** An empty one; {@code seriesClass} is {@code pl-s1} to {@code pl-s6}. */
    public Histogram(String seriesClass) {
        getStyleClass().addAll("histogram", seriesClass);
        setMinHeight(96);
        setPrefHeight(96);
    }

    /** Shows bars, in order. */
    public void show(List<Bar> newBars, String accessibleText) {
        shown = List.copyOf(newBars);
        setAccessibleText(accessibleText);
        getChildren().clear();
        bars.clear();
        xLabels.clear();
        xTicks.clear();
        yLabels.clear();
        grid.clear();
        if (shown.isEmpty()) {
            return;
        }
        from = shown.getFirst().from();
        to = Math.max(shown.getLast().to(), from + 1);
        xStep = Math.max(1, round((to - from) / MOST_TICKS)); // lengths and counts are whole
        int most = shown.stream().mapToInt(Bar::count).max().orElse(1);
        yStep = Math.max(1, round(most / 2.5));
        yTop = (int) (Math.ceil(most / yStep) * yStep);
        for (double y = 0; y <= yTop + yStep / 2; y += yStep) {
            yLabels.add(label(Numbers.plain(y)));
            grid.add(region("histogram-grid"));
        }
        for (double x = Math.ceil(from / xStep) * xStep; x <= to + xStep / 1e6; x += xStep) {
            xLabels.add(label(Numbers.plain(x)));
            xTicks.add(region("histogram-axis"));
        }
        shown.forEach(_ -> bars.add(region("histogram-bar")));
        getChildren().addAll(grid);
        getChildren().addAll(bars);
        getChildren().addAll(yLabels);
        getChildren().addAll(xLabels);
        getChildren().addAll(xTicks);
        getChildren().add(base);
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double width = Math.max(1, getWidth() - LEFT - 12);
        double height = Math.max(1, getHeight() - FOOT - TOP);
        double floor = TOP + height;
        for (int i = 0; i < yLabels.size(); i++) {
            double y = floor - height * i * yStep / yTop;
            Label label = yLabels.get(i);
            double w = label.prefWidth(-1);
            label.resizeRelocate(LEFT - 8 - w, y - 8, w, 16);
            grid.get(i).resizeRelocate(LEFT, Math.round(y), width, 1);
        }
        base.resizeRelocate(LEFT, Math.round(floor), width, 1);
        double first = Math.ceil(from / xStep) * xStep;
        for (int i = 0; i < xLabels.size(); i++) {
            double x = LEFT + (first + i * xStep - from) / (to - from) * width;
            double w = xLabels.get(i).prefWidth(-1);
            xLabels.get(i).resizeRelocate(Math.clamp(x - w / 2, 0, Math.max(0, getWidth() - w)), floor + 4, w, 16);
            xTicks.get(i).resizeRelocate(Math.round(x), floor, 1, 4);
        }
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = shown.get(i);
            double left = LEFT + (bar.from() - from) / (to - from) * width;
            double right = LEFT + (bar.to() - from) / (to - from) * width;
            double tall = bar.count() == 0 ? 0 : Math.max(1, height * bar.count() / yTop);
            double gap = right - left > 4 ? 1 : 0;
            bars.get(i).resizeRelocate(left, floor - tall, Math.max(1, right - left - gap), tall);
        }
    }

    /** The next of 1, 2, 5, 10, 20, ... */
    private static double round(double least) {
        double step = Math.pow(10, Math.floor(Math.log10(Math.max(least, 1e-9))));
        for (double factor : new double[] {1, 2, 5, 10}) {
            if (factor * step >= least) {
                return factor * step;
            }
        }
        return 10 * step;
    }

    private static Label label(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("pl-caption");
        label.setManaged(false);
        return label;
    }

    private static Region region(String styleClass) {
        Region region = new Region();
        region.getStyleClass().add(styleClass);
        region.setManaged(false);
        return region;
    }
}
