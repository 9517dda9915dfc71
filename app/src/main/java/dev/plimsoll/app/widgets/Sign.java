package dev.plimsoll.app.widgets;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.util.Locale;
import javafx.scene.shape.FillRule;
import javafx.scene.shape.SVGPath;

/** The charts' signs as nodes: what a report shows beside a verdict, the window shows too. */
final class Sign {
    /** The signs are drawn in a square of so many units. */
    private static final double UNITS = 16;

    private Sign() {}

    static SVGPath of(Shape shape, double size, Tone tone) {
        SVGPath path = new SVGPath();
        path.setContent(content(shape, size / UNITS));
        path.setFillRule(FillRule.EVEN_ODD);
        path.getStyleClass().add("pl-sign");
        tone.on(path);
        return path;
    }

    private static String content(Shape shape, double scale) {
        StringBuilder text = new StringBuilder();
        double[] c = new double[6];
        PathIterator it = shape.getPathIterator(AffineTransform.getScaleInstance(scale, scale));
        for (; !it.isDone(); it.next()) {
            switch (it.currentSegment(c)) {
                case PathIterator.SEG_MOVETO -> append(text, 'M', c, 2);
                case PathIterator.SEG_LINETO -> append(text, 'L', c, 2);
                case PathIterator.SEG_QUADTO -> append(text, 'Q', c, 4);
                case PathIterator.SEG_CUBICTO -> append(text, 'C', c, 6);
                default -> text.append('Z');
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, char command, double[] c, int count) {
        text.append(command);
        for (int i = 0; i < count; i++) {
            text.append(String.format(Locale.ROOT, "%.3f ", c[i]));
        }
    }
}
