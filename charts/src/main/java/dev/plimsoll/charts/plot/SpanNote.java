package dev.plimsoll.charts.plot;

import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.style.Fonts;
import dev.plimsoll.charts.style.Role;
import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Stroke;
import java.awt.geom.Line2D;

/** A word over a piece of the domain axis: a line from one end to the other, a little above a value, the word on it. */
@SuppressWarnings("serial") // JFreeChart's annotations are serialisable, a chart here never is
public final class SpanNote extends Mark {
    private static final long serialVersionUID = 1L;
    private static final Font FONT = Fonts.regular(11);
    private static final Stroke STROKE = new BasicStroke(1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);
    private static final double ABOVE = 5;
    private static final double TEXT_GAP = 4;

    private final double from;
    private final double to;
    private final double level;
    private final String text;
    private final transient ChartStyle style;

    /** A word over [from, to], above everything up to a level. */
    public SpanNote(double from, double to, double level, String text, ChartStyle style) {
        this.from = from;
        this.to = to;
        this.level = level;
        this.text = text;
        this.style = style;
    }

    /** The word. */
    public String text() {
        return text;
    }

    @Override
    void draw(Graphics2D g2, Pixels at) {
        double left = at.x(from);
        double right = at.x(to) - 2;
        double y = at.y(level) - ABOVE;
        double width = width(g2, FONT, text);
        g2.setPaint(style.color(Role.MUTED, 0.7));
        g2.setStroke(STROKE);
        g2.draw(new Line2D.Double(left, y, right, y));
        double x = Math.min((left + right - width) / 2, at.area().getMaxX() - width);
        text(g2, FONT, style.color(Role.MUTED), text, Math.max(at.area().getMinX(), x), y - TEXT_GAP);
    }
}
