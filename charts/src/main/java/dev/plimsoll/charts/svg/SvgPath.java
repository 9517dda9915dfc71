package dev.plimsoll.charts.svg;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Shapes as SVG elements, with coordinates to a hundredth of a pixel. Pure. */
final class SvgPath {
    private SvgPath() {}

    /** The opening of an element for a shape, without its paint and end: {@code <line x1="0" ...}. */
    static String element(Shape shape) {
        return switch (shape) {
            case Line2D l ->
                "<line" + at("x1", l.getX1()) + at("y1", l.getY1()) + at("x2", l.getX2()) + at("y2", l.getY2());
            case Rectangle2D r ->
                "<rect" + at("x", r.getX()) + at("y", r.getY()) + at("width", r.getWidth())
                        + at("height", r.getHeight());
            case RoundRectangle2D r ->
                "<rect" + at("x", r.getX()) + at("y", r.getY()) + at("width", r.getWidth())
                        + at("height", r.getHeight()) + at("rx", r.getArcWidth() / 2);
            case Ellipse2D e
            when e.getWidth() == e.getHeight() ->
                "<circle" + at("cx", e.getCenterX()) + at("cy", e.getCenterY()) + at("r", e.getWidth() / 2);
            default -> "<path d=\"" + data(shape) + "\"";
        };
    }

    /** The {@code d} of a path. */
    static String data(Shape shape) {
        StringBuilder d = new StringBuilder();
        double[] c = new double[6];
        for (PathIterator i = shape.getPathIterator(null); !i.isDone(); i.next()) {
            switch (i.currentSegment(c)) {
                case PathIterator.SEG_MOVETO -> segment(d, 'M', c, 2);
                case PathIterator.SEG_LINETO -> segment(d, 'L', c, 2);
                case PathIterator.SEG_QUADTO -> segment(d, 'Q', c, 4);
                case PathIterator.SEG_CUBICTO -> segment(d, 'C', c, 6);
                default -> d.append('Z');
            }
        }
        return d.toString();
    }

    private static void segment(StringBuilder d, char command, double[] coordinates, int count) {
        d.append(command);
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                d.append(' ');
            }
            d.append(number(coordinates[i]));
        }
    }

    static String at(String name, double value) {
        return " " + name + "=\"" + number(value) + "\"";
    }

    static String number(double value) {
        BigDecimal rounded =
                BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP).stripTrailingZeros();
        return (rounded.scale() < 0 ? rounded.setScale(0) : rounded).toPlainString();
    }
}
