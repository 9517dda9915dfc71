package dev.plimsoll.charts.plot;

import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.style.Fonts;
import dev.plimsoll.charts.style.Role;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.Stream;

/** A word beside a point, where it covers no data. */
@SuppressWarnings("serial") // JFreeChart's annotations are serialisable, a chart here never is
public final class PointLabel extends Mark {
    private static final long serialVersionUID = 1L;
    private static final Font FONT = Fonts.regular(11);
    private static final double GAP = 8;

    private final double x;
    private final double y;
    private final String text;
    private final boolean left;
    private final transient ChartStyle style;

    /** A label of a point in data coordinates; {@code left} puts it below and left, out of the way of a rising line. */
    public PointLabel(double x, double y, String text, boolean left, ChartStyle style) {
        this.x = x;
        this.y = y;
        this.text = text;
        this.left = left;
        this.style = style;
    }

    /** The words. */
    public String text() {
        return text;
    }

    @Override
    void draw(Graphics2D g2, Pixels at) {
        if (!at.showsX(x) || !at.showsY(y)) {
            return;
        }
        double width = width(g2, FONT, text);
        double px = at.x(x);
        double py = at.y(y);
        double line = FONT.getSize2D();
        double beside = px - GAP - width;
        List<Rectangle2D> onLeft = List.of(
                box(g2, FONT, text, beside, py + line * 0.7),
                box(g2, FONT, text, beside, py - line * 0.7),
                box(g2, FONT, text, beside - 2 * GAP, py + line * 1.4),
                box(g2, FONT, text, beside - 3 * GAP, py + line * 2.1),
                box(g2, FONT, text, beside - 2 * GAP, py - line * 1.4));
        List<Rectangle2D> elsewhere = List.of(
                box(g2, FONT, text, px + GAP, py),
                box(g2, FONT, text, beside, py),
                box(g2, FONT, text, px, py + line + GAP),
                box(g2, FONT, text, px, py - line - GAP));
        List<Rectangle2D> places = Stream.of(left ? onLeft : elsewhere, left ? elsewhere : onLeft)
                .flatMap(List::stream)
                .toList();
        text(g2, FONT, style.color(Role.MUTED), text, at.free(this, places));
    }
}
