package dev.plimsoll.charts.plot;

import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.style.Fonts;
import dev.plimsoll.charts.style.Role;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;

/** What a chart without data says; its axes stay. */
@SuppressWarnings("serial") // JFreeChart's annotations are serialisable, a chart here never is
public final class EmptyNote extends Mark {
    private static final long serialVersionUID = 1L;
    private static final Font FONT = Fonts.medium(12);
    private static final double PADDING = 8;

    private final String text;
    private final transient ChartStyle style;

    /** One sentence. */
    public EmptyNote(String text, ChartStyle style) {
        this.text = text;
        this.style = style;
    }

    /** The sentence. */
    public String text() {
        return text;
    }

    @Override
    void draw(Graphics2D g2, Pixels at) {
        double width = width(g2, FONT, text);
        double x = at.area().getCenterX() - width / 2;
        double y = at.area().getCenterY();
        g2.setPaint(style.color(Role.CARD));
        g2.fill(new Rectangle2D.Double(x - PADDING, y - FONT.getSize2D(), width + 2 * PADDING, 2 * FONT.getSize2D()));
        text(g2, FONT, style.color(Role.TEXT), text, x, y + FONT.getSize2D() / 3);
    }
}
