package dev.plimsoll.charts.plot;

import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.style.Fonts;
import dev.plimsoll.charts.style.Role;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** An objective: a dashed horizontal line with its text on it. */
@SuppressWarnings("serial") // JFreeChart's annotations are serialisable, a chart here never is
public final class LimitLine extends Mark {
    private static final long serialVersionUID = 1L;
    private static final Font FONT = Fonts.regular(11);
    private static final double GAP = 4;
    private static final double STEP = 24;
    /** A text that stays where it is may stand over data. */
    private static final double GROUND = 0.7;

    private final double value;
    private final String label;
    private final transient ChartStyle style;

    private final Role role;
    private final boolean steady;

    /** A limit on the range axis, in the colour of a broken objective; its text stands where it covers no data. */
    public LimitLine(double value, String label, ChartStyle style) {
        this(value, label, Role.DANGER, false, style);
    }

    /** A limit whose text always stands at the left above the line: in a chart that is drawn again and again it must not jump. */
    public static LimitLine steady(double value, String label, Role role, ChartStyle style) {
        return new LimitLine(value, label, role, true, style);
    }

    private LimitLine(double value, String label, Role role, boolean steady, ChartStyle style) {
        this.role = role;
        this.steady = steady;
        this.value = value;
        this.label = label;
        this.style = style;
    }

    /** The limit. */
    public double value() {
        return value;
    }

    /** Its text. */
    public String label() {
        return label;
    }

    @Override
    Line2D line(Pixels at) {
        double y = at.y(value);
        return new Line2D.Double(at.area().getMinX(), y, at.area().getMaxX(), y);
    }

    @Override
    void draw(Graphics2D g2, Pixels at) {
        if (!at.showsY(value)) {
            return;
        }
        double y = at.y(value);
        g2.setPaint(style.color(role));
        g2.setStroke(ChartStyle.LIMIT);
        g2.draw(line(at));
        double height = FONT.getSize2D();
        if (steady) {
            double above = y - GAP - height / 2;
            double middle = above - height / 2 < at.area().getMinY() ? y + GAP + height / 2 : above;
            Rectangle2D box = box(g2, FONT, label, at.area().getMinX() + GAP, middle);
            g2.setPaint(style.color(Role.CARD, GROUND));
            g2.fill(box);
            text(g2, FONT, style.color(role), label, box);
            return;
        }
        List<Rectangle2D> places = new ArrayList<>();
        for (double middle : new double[] {y - GAP - height / 2, y + GAP + height / 2}) {
            for (double x = at.area().getMinX() + GAP; x < at.area().getCenterX(); x += STEP) {
                places.add(box(g2, FONT, label, x, middle));
            }
        }
        text(g2, FONT, style.color(role), label, at.free(this, places));
    }
}
