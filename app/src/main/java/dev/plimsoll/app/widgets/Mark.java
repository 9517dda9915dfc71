package dev.plimsoll.app.widgets;

import javafx.scene.shape.FillRule;
import javafx.scene.shape.SVGPath;
import javafx.scene.shape.StrokeLineCap;

/** The mark: a circle with a bar through it. Accent by default; a {@link Tone} changes that. */
public final class Mark {
    private Mark() {}

    /**
     * The mark.
     *
     * @param width length of the bar, pixels; the circle, measured in the middle of its line, is two thirds as wide
     */
    public static SVGPath of(double width) {
        double diameter = width / 1.5;
        double thickness = diameter / 6;
        double radius = diameter / 2;
        double centre = width / 2;
        SVGPath path = new SVGPath();
        path.setContent("M0 %1$s H%2$s M%3$s %1$s a%4$s %4$s 0 1 0 %5$s 0 a%4$s %4$s 0 1 0 -%5$s 0"
                .formatted(centre, width, centre - radius, radius, 2 * radius));
        path.setFillRule(FillRule.EVEN_ODD);
        path.setStrokeWidth(thickness);
        path.setStrokeLineCap(StrokeLineCap.BUTT);
        path.getStyleClass().add("pl-mark");
        return path;
    }
}
