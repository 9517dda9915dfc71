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

/** An objective on an axis that lies: a dashed upright line with its text beside it. */
@SuppressWarnings("serial") // JFreeChart's annotations are serialisable, a chart here never is
public final class UprightLimit extends Mark {
    private static final long serialVersionUID = 1L;
    private static final Font FONT = Fonts.regular(11);
    private static final double GAP = 4;

    private final double value;
    private final String label;
    private final transient ChartStyle style;

    /** A limit on the domain axis. */
    public UprightLimit(double value, String label, ChartStyle style) {
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
        double x = at.x(value);
        return new Line2D.Double(x, at.area().getMinY(), x, at.area().getMaxY());
    }

    @Override
    void draw(Graphics2D g2, Pixels at) {
        if (!at.showsX(value)) {
            return;
        }
        double x = at.x(value);
        g2.setPaint(style.color(Role.DANGER));
        g2.setStroke(ChartStyle.LIMIT);
        g2.draw(line(at));
        double width = width(g2, FONT, label);
        double line = FONT.getSize2D();
        List<Rectangle2D> places = new ArrayList<>();
        for (double y = at.area().getMinY() + line; y < at.area().getMaxY(); y += 2 * line) {
            places.add(box(g2, FONT, label, x + GAP, y));
            places.add(box(g2, FONT, label, x - GAP - width, y));
        }
        Rectangle2D place = places.isEmpty() ? at.area() : at.free(this, places);
        text(g2, FONT, style.color(Role.DANGER), label, place);
    }
}
