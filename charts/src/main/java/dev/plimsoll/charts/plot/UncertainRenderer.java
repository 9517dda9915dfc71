package dev.plimsoll.charts.plot;

import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.style.Fonts;
import dev.plimsoll.charts.style.Role;
import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.List;
import org.jfree.data.xy.XYDataset;

/**
 * Points with what is known of their uncertainty: an outline around each, error bars with caps, the marker. What rests on too few runs is
 * dashed and says so.
 */
@SuppressWarnings("serial") // JFreeChart's renderers are serialisable, a chart here never is
public final class UncertainRenderer extends ItemRenderer {
    private static final long serialVersionUID = 1L;
    private static final Font FONT = Fonts.regular(10);
    private static final Stroke BAR = new BasicStroke(1f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);
    private static final Stroke DASHED =
            new BasicStroke(1f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {3, 2}, 0);
    /** Half a cap, px. */
    private static final double CAP = 3;

    private static final double GAP = 7;

    /**
     * How one point is drawn, in data coordinates.
     *
     * @param xLow end of the level error bar
     * @param xHigh other end
     * @param yLow end of the upright error bar
     * @param yHigh other end
     * @param outline vertices of the region around it, empty for none
     * @param marker around (0, 0)
     * @param hollow whether the marker is an outline
     * @param few what to say where it rests on too few runs ({@code n = 2}), else empty
     */
    public record Uncertain(
            double xLow,
            double xHigh,
            double yLow,
            double yHigh,
            double[][] outline,
            Shape marker,
            boolean hollow,
            String few) {}

    private final transient List<List<Uncertain>> points;
    private final transient List<Role> roles;
    private final transient ChartStyle style;

    /** One list of points and one colour a series. */
    public UncertainRenderer(List<List<Uncertain>> points, List<Role> roles, ChartStyle style) {
        this.points = points.stream().map(List::copyOf).toList();
        this.roles = List.copyOf(roles);
        this.style = style;
    }

    /** What is drawn around each point. */
    public List<List<Uncertain>> points() {
        return points;
    }

    /** All regions first, then all points: no region hides one. */
    @Override
    public int getPassCount() {
        return 2;
    }

    @Override
    void draw(Graphics2D g2, Pixels at, XYDataset data, int series, int item, int pass) {
        Uncertain point = points.get(series).get(item);
        Role role = roles.get(series);
        if (pass == 0) {
            region(g2, point, role, at);
            return;
        }
        double x = at.x(data.getXValue(series, item));
        double y = y(at, data.getYValue(series, item));
        g2.setPaint(style.color(role));
        g2.setStroke(point.few.isEmpty() ? BAR : DASHED);
        if (point.yLow < point.yHigh) {
            double low = y(at, point.yLow);
            double high = y(at, point.yHigh);
            g2.draw(new Line2D.Double(x, low, x, high));
            g2.setStroke(BAR);
            g2.draw(new Line2D.Double(x - CAP, low, x + CAP, low));
            g2.draw(new Line2D.Double(x - CAP, high, x + CAP, high));
        }
        g2.setStroke(point.few.isEmpty() ? BAR : DASHED);
        if (point.xLow < point.xHigh) {
            double low = at.x(point.xLow);
            double high = at.x(point.xHigh);
            g2.draw(new Line2D.Double(low, y, high, y));
            g2.setStroke(BAR);
            g2.draw(new Line2D.Double(low, y - CAP, low, y + CAP));
            g2.draw(new Line2D.Double(high, y - CAP, high, y + CAP));
        }
        marker(g2, point, role, x, y);
    }

    private void marker(Graphics2D g2, Uncertain point, Role role, double x, double y) {
        Shape marker = AffineTransform.getTranslateInstance(x, y).createTransformedShape(point.marker);
        boolean few = !point.few.isEmpty();
        g2.setPaint(style.color(point.hollow || few ? Role.CARD : role));
        g2.fill(marker);
        g2.setPaint(style.color(role));
        g2.setStroke(few ? DASHED : ChartStyle.FINE);
        g2.draw(marker);
        if (few) {
            Mark.text(g2, FONT, style.color(Role.MUTED), point.few, x + GAP, y - GAP);
        }
    }

    private void region(Graphics2D g2, Uncertain point, Role role, Pixels at) {
        if (point.outline.length == 0) {
            return;
        }
        Path2D path = new Path2D.Double();
        for (int i = 0; i < point.outline.length; i++) {
            double x = at.x(point.outline[i][0]);
            double y = y(at, point.outline[i][1]);
            if (i == 0) {
                path.moveTo(x, y);
            } else {
                path.lineTo(x, y);
            }
        }
        path.closePath();
        g2.setPaint(style.color(role, ChartStyle.BAND));
        g2.fill(path);
        g2.setPaint(style.color(role));
        g2.setStroke(point.few.isEmpty() ? BAR : DASHED);
        g2.draw(path);
    }

    /** What a logarithmic axis has no place for lies at its lower end. */
    private static double y(Pixels at, double value) {
        boolean none = at.range() instanceof DecadeAxis && value <= 0;
        return at.y(none ? at.range().getLowerBound() / 10 : value);
    }
}
