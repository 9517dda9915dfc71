package dev.plimsoll.charts.plot;

import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.style.Fonts;
import dev.plimsoll.charts.style.Role;
import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.Stroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** The load line: a line with the disc on it, upright on a throughput axis that lies, level on one that stands. */
@SuppressWarnings("serial") // JFreeChart's annotations are serialisable, a chart here never is
public final class LoadMark extends Mark {
    private static final long serialVersionUID = 1L;
    private static final Font FONT = Fonts.semibold(12);
    private static final double RADIUS = 8;
    private static final double LEVEL_RADIUS = 6;
    private static final double SMALL_RADIUS = 5;
    /** The bar is one and a half times as long as the circle is wide. */
    private static final double BAR = 1.5;

    private static final double GAP = 12;
    private static final double STEP = 24;
    private static final Stroke RING = new BasicStroke(2f);
    private static final Stroke SMALL_RING = new BasicStroke(1.4f);
    private static final Stroke THICK = new BasicStroke(3.5f);

    private final boolean upright;
    private final double value;
    private final double discAt;
    private final String label;
    private final boolean steady;
    private final transient ChartStyle style;

    private LoadMark(boolean upright, double value, double discAt, String label, boolean steady, ChartStyle style) {
        this.steady = steady;
        this.upright = upright;
        this.value = value;
        this.discAt = discAt;
        this.label = label;
        this.style = style;
    }

    /** Upright at a throughput, the disc where the objective {@code limit} is crossed, the area beyond tinted. */
    public static LoadMark upright(double throughput, double limit, String label, ChartStyle style) {
        return new LoadMark(true, throughput, limit, label, false, style);
    }

    /** Level at a throughput. */
    public static LoadMark level(double throughput, String label, ChartStyle style) {
        return new LoadMark(false, throughput, 0, label, false, style);
    }

    /** Level at a throughput; its text always stands at the left: in a chart that is drawn again and again it must not jump. */
    public static LoadMark steady(double throughput, String label, ChartStyle style) {
        return new LoadMark(false, throughput, 0, label, true, style);
    }

    /** Throughput it stands at. */
    public double value() {
        return value;
    }

    /** Its text. */
    public String label() {
        return label;
    }

    @Override
    Line2D line(Pixels at) {
        Rectangle2D area = at.area();
        return upright
                ? new Line2D.Double(at.x(value), area.getMinY(), at.x(value), area.getMaxY())
                : new Line2D.Double(area.getMinX(), at.y(value), area.getMaxX(), at.y(value));
    }

    @Override
    void draw(Graphics2D g2, Pixels at) {
        if (upright) {
            drawUpright(g2, at);
        } else {
            drawLevel(g2, at);
        }
    }

    private void drawUpright(Graphics2D g2, Pixels at) {
        if (!at.showsX(value)) {
            return;
        }
        Paint load = style.color(Role.LOAD);
        Rectangle2D area = at.area();
        double x = at.x(value);
        g2.setPaint(style.color(Role.LOAD, ChartStyle.BEYOND));
        g2.fill(new Rectangle2D.Double(x, area.getY(), area.getMaxX() - x, area.getHeight()));
        g2.setPaint(load);
        g2.setStroke(ChartStyle.STRONG);
        g2.draw(line(at));
        if (at.showsY(discAt)) {
            disc(g2, style, x, at.y(discAt), RADIUS, true);
        }
        double middle = area.getMinY() + FONT.getSize2D();
        double width = width(g2, FONT, label);
        Rectangle2D place = at.free(
                this, List.of(box(g2, FONT, label, x - GAP - width, middle), box(g2, FONT, label, x + GAP, middle)));
        text(g2, FONT, load, label, place);
    }

    private void drawLevel(Graphics2D g2, Pixels at) {
        if (!at.showsY(value)) {
            return;
        }
        Paint load = style.color(Role.LOAD);
        double y = at.y(value);
        Rectangle2D area = at.area();
        g2.setPaint(load);
        g2.setStroke(ChartStyle.STRONG);
        g2.draw(line(at));
        double start = 2 * LEVEL_RADIUS + GAP;
        double width = start + width(g2, FONT, label);
        List<Rectangle2D> places = new ArrayList<>();
        for (double middle : new double[] {y - FONT.getSize2D() * 0.8, y + FONT.getSize2D() * 0.8}) {
            for (double x = area.getMinX() + LEVEL_RADIUS; x + width < area.getMaxX(); x += STEP) {
                Rectangle2D label = box(g2, FONT, this.label, x + start, middle);
                places.add(new Rectangle2D.Double(x, label.getY(), width, label.getHeight()));
                if (steady) {
                    break;
                }
            }
        }
        Rectangle2D place = places.isEmpty() ? area : steady ? places.getFirst() : at.free(this, places);
        disc(g2, style, place.getX() + LEVEL_RADIUS, y, LEVEL_RADIUS, false);
        text(g2, FONT, load, label, box(g2, FONT, label, place.getX() + start, place.getCenterY()));
    }

    /** The mark's disc around a point, its bar along the line. */
    private static void disc(Graphics2D g2, ChartStyle style, double x, double y, double radius, boolean upright) {
        Ellipse2D circle = new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
        g2.setPaint(style.color(Role.CARD));
        g2.fill(circle);
        g2.setPaint(style.color(Role.LOAD));
        g2.setStroke(RING);
        g2.draw(circle);
        g2.setStroke(THICK);
        double half = BAR * radius;
        g2.draw(upright ? new Line2D.Double(x, y - half, x, y + half) : new Line2D.Double(x - half, y, x + half, y));
    }

    /** The small disc of a saturated stage or event: no fill, level bar. */
    static void smallDisc(Graphics2D g2, ChartStyle style, double x, double y) {
        double r = SMALL_RADIUS;
        Ellipse2D circle = new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r);
        g2.setPaint(style.color(Role.CARD));
        g2.fill(circle);
        g2.setPaint(style.color(Role.LOAD));
        g2.setStroke(SMALL_RING);
        g2.draw(circle);
        g2.draw(new Line2D.Double(x - BAR * r, y, x + BAR * r, y));
    }
}
