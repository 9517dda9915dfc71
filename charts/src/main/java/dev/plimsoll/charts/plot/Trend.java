package dev.plimsoll.charts.plot;

import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.style.Fonts;
import dev.plimsoll.charts.style.Role;
import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Stroke;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;

/** A straight trend through a stretch of time with the band its slope's interval allows, and two lines that say how steep it is. */
@SuppressWarnings("serial") // JFreeChart's annotations are serialisable, a chart here never is
public final class Trend extends Mark {
    private static final long serialVersionUID = 1L;
    private static final Font HEAD = Fonts.semibold(11);
    private static final Font TEXT = Fonts.regular(11);
    private static final Stroke DASHED =
            new BasicStroke(1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {4, 2}, 0);
    private static final double BAND = 0.18;
    private static final double LINE = 14;
    private static final double GAP = 8;

    private final double from;
    private final double to;
    private final double middle;
    private final double slope;
    private final double low;
    private final double high;
    private final String head;
    private final String text;
    private final transient ChartStyle style;

    /**
     * A trend.
     *
     * @param from first abscissa
     * @param to last abscissa
     * @param middle value in the middle of both
     * @param slope per unit of x
     * @param low lower bound of the slope's interval
     * @param high upper bound
     * @param head first line of the label
     * @param text second line
     */
    public Trend(
            double from,
            double to,
            double middle,
            double slope,
            double low,
            double high,
            String head,
            String text,
            ChartStyle style) {
        this.from = from;
        this.to = to;
        this.middle = middle;
        this.slope = slope;
        this.low = low;
        this.high = high;
        this.head = head;
        this.text = text;
        this.style = style;
    }

    /** First abscissa. */
    public double from() {
        return from;
    }

    /** Last abscissa. */
    public double to() {
        return to;
    }

    /** What its label says. */
    public String label() {
        return head + ", " + text;
    }

    @Override
    void draw(Graphics2D g2, Pixels at) {
        double half = (to - from) / 2;
        Path2D band = new Path2D.Double();
        band.moveTo(at.x(from), at.y(middle - half * low));
        band.lineTo(at.x(from + half), at.y(middle));
        band.lineTo(at.x(to), at.y(middle + half * high));
        band.lineTo(at.x(to), at.y(middle + half * low));
        band.lineTo(at.x(from + half), at.y(middle));
        band.lineTo(at.x(from), at.y(middle - half * high));
        band.closePath();
        g2.setPaint(style.color(Role.LOAD, BAND));
        g2.fill(band);
        g2.setPaint(style.color(Role.LOAD));
        g2.setStroke(DASHED);
        g2.draw(new Line2D.Double(at.x(from), at.y(middle - half * slope), at.x(to), at.y(middle + half * slope)));
        double wide = Math.max(width(g2, HEAD, head), width(g2, TEXT, text));
        double right = Math.max(
                at.area().getMinX() + wide + GAP, Math.max(at.x(from), at.area().getMinX()) - GAP);
        double baseline = Math.clamp(
                at.y(middle - half * slope) - 3 * LINE,
                at.area().getMinY() + 3 * LINE,
                Math.max(at.area().getMinY() + 3 * LINE, at.area().getMaxY() - 2 * LINE));
        text(g2, HEAD, style.color(Role.LOAD), head, right - width(g2, HEAD, head), baseline);
        text(g2, TEXT, style.color(Role.LOAD), text, right - width(g2, TEXT, text), baseline + LINE);
    }
}
