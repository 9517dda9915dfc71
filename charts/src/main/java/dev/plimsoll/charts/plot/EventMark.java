package dev.plimsoll.charts.plot;

import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.style.Role;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** Something happened: a dashed upright line with a small pennant at its foot. What it was is told by a pointer. */
@SuppressWarnings("serial") // JFreeChart's annotations are serialisable, a chart here never is
public final class EventMark extends Mark {
    private static final long serialVersionUID = 1L;
    private static final double PENNANT = 8;

    private final double at;
    private final String what;
    private final transient ChartStyle style;

    /** At a run time, s; {@code what} in a few words. */
    public EventMark(double at, String what, ChartStyle style) {
        this.at = at;
        this.what = what;
        this.style = style;
    }

    /** When, s of run time. */
    public double at() {
        return at;
    }

    /** What happened. */
    public String what() {
        return what;
    }

    @Override
    void draw(Graphics2D g2, Pixels pixels) {
        if (!pixels.showsX(at)) {
            return;
        }
        Rectangle2D area = pixels.area();
        double x = pixels.x(at);
        g2.setPaint(style.color(Role.S6));
        g2.setStroke(ChartStyle.LIMIT);
        g2.draw(new Line2D.Double(x, area.getMinY(), x, area.getMaxY()));
        Path2D pennant = new Path2D.Double();
        pennant.moveTo(x, area.getMaxY() - PENNANT);
        pennant.lineTo(x - PENNANT, area.getMaxY() - PENNANT / 2);
        pennant.lineTo(x, area.getMaxY());
        pennant.closePath();
        g2.fill(pennant);
    }
}
