package dev.plimsoll.charts.plot;

import dev.plimsoll.charts.style.ChartStyle;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** Shapes of single points, around (0, 0). */
public final class Markers {
    private static final double R = ChartStyle.MARKER;

    private Markers() {}

    /** A measured stage, run A. */
    public static Shape circle() {
        return new Ellipse2D.Double(-R, -R, 2 * R, 2 * R);
    }

    /** The second statistic, run B. */
    public static Shape square() {
        return new Rectangle2D.Double(-R, -R, 2 * R, 2 * R);
    }

    /** A closed loop. */
    public static Shape diamond() {
        double r = R * 1.5;
        Path2D path = new Path2D.Double();
        path.moveTo(0, -r);
        path.lineTo(r, 0);
        path.lineTo(0, r);
        path.lineTo(-r, 0);
        path.closePath();
        return path;
    }

    /** Run C. */
    public static Shape triangle() {
        double r = R * 1.3;
        Path2D path = new Path2D.Double();
        path.moveTo(0, -r);
        path.lineTo(r, r * 0.8);
        path.lineTo(-r, r * 0.8);
        path.closePath();
        return path;
    }
}
