package dev.plimsoll.charts.style;

import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** The signs of verdicts and objectives, and the mark: shapes to be filled, in a square of 16 units. Words always stand beside them. */
public final class Icons {
    private static final double C = 8;

    private Icons() {}

    /** VALID: a disc with a tick cut out. */
    public static Shape valid() {
        return cut(new Ellipse2D.Double(1, 1, 14, 14), line(1.7, 4.8, 8.3, 7.1, 10.6, 11.3, 5.6));
    }

    /** SUSPECT: a triangle with an exclamation mark cut out. */
    public static Shape suspect() {
        Path2D triangle = path(8, 2.2, 14.6, 13.6, 1.4, 13.6);
        triangle.closePath();
        Area area = new Area(triangle);
        area.add(new Area(
                new BasicStroke(2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND).createStrokedShape(triangle)));
        area.subtract(new Area(line(1.6, 8, 6, 8, 9.4)));
        area.subtract(new Area(new Ellipse2D.Double(7.05, 10.9, 1.9, 1.9)));
        return area;
    }

    /** INVALID: an octagon with a cross cut out. */
    public static Shape invalid() {
        Path2D octagon = new Path2D.Double();
        for (int i = 0; i < 8; i++) {
            double angle = Math.PI / 8 + i * Math.PI / 4;
            double x = C + 7.5 * Math.cos(angle);
            double y = C + 7.5 * Math.sin(angle);
            if (i == 0) {
                octagon.moveTo(x, y);
            } else {
                octagon.lineTo(x, y);
            }
        }
        octagon.closePath();
        Area area = cut(octagon, line(1.7, 5.6, 5.6, 10.4, 10.4));
        area.subtract(new Area(line(1.7, 10.4, 5.6, 5.6, 10.4)));
        return area;
    }

    /** A note: a ring with an i. */
    public static Shape note() {
        Area area = cut(new Ellipse2D.Double(1, 1, 14, 14), new Ellipse2D.Double(2.3, 2.3, 11.4, 11.4));
        area.add(new Area(line(1.6, 8, 7.6, 8, 11.2)));
        area.add(new Area(new Ellipse2D.Double(7.05, 4.2, 1.9, 1.9)));
        return area;
    }

    /** PASS: a tick. */
    public static Shape pass() {
        return new Area(line(1.5, 3.4, 8.4, 6.6, 11.6, 12.8, 4.8));
    }

    /** FAIL: a cross. */
    public static Shape fail() {
        Area area = new Area(line(1.5, 4.4, 4.4, 11.6, 11.6));
        area.add(new Area(line(1.5, 11.6, 4.4, 4.4, 11.6)));
        return area;
    }

    /** INCONCLUSIVE: a ring, its left half filled. */
    public static Shape inconclusive() {
        Area area = cut(new Ellipse2D.Double(1.5, 1.5, 13, 13), new Ellipse2D.Double(2.9, 2.9, 10.2, 10.2));
        Area half = new Area(new Ellipse2D.Double(1.5, 1.5, 13, 13));
        half.intersect(new Area(new Rectangle2D.Double(0, 0, C, 16)));
        area.add(half);
        return area;
    }

    /** The mark: a ring with a bar through it, one and a half times as long as the ring is wide, both equally thick. */
    public static Shape mark() {
        double diameter = 10.4;
        float thickness = (float) (diameter / 6);
        Area area = new Area(new BasicStroke(thickness)
                .createStrokedShape(new Ellipse2D.Double(C - diameter / 2, C - diameter / 2, diameter, diameter)));
        area.add(new Area(new Rectangle2D.Double(C - diameter * 0.75, C - thickness / 2, diameter * 1.5, thickness)));
        return area;
    }

    private static Area cut(Shape from, Shape what) {
        Area area = new Area(from);
        area.subtract(new Area(what));
        return area;
    }

    private static Shape line(double width, double... points) {
        Path2D path = path(points);
        return new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND).createStrokedShape(path);
    }

    private static Path2D path(double... points) {
        Path2D path = new Path2D.Double();
        path.moveTo(points[0], points[1]);
        for (int i = 2; i < points.length; i += 2) {
            path.lineTo(points[i], points[i + 1]);
        }
        return path;
    }
}
