package dev.plimsoll.charts.plot;

import dev.plimsoll.charts.plot.TimelineRow.Kind;
import dev.plimsoll.charts.plot.TimelineRow.State;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.style.Fonts;
import dev.plimsoll.charts.style.Role;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;

/** The states of a row as bars on a line, which is all there is where no process exists. */
final class StateBars {
    private static final Font FONT = Fonts.semibold(10);
    private static final double PADDING = 3;
    private static final double ROUND = 3;
    /** A bar wider than this has round corners, a border and may have a label, px. */
    private static final double WIDE = 6;

    private StateBars() {}

    /** A state that lasts less than a pixel still has one; rarer states are drawn over commoner ones. */
    static void draw(Graphics2D g2, List<State> states, RowRoom room, TimeScale time, ChartStyle style) {
        double middle = room.stateTop() + room.stateHeight() / 2;
        g2.setPaint(style.color(Role.BORDER));
        g2.setStroke(ChartStyle.STRONG);
        g2.draw(new Line2D.Double(time.left(), middle, time.right(), middle));
        for (Kind kind : List.of(Kind.READY, Kind.STOPPING, Kind.STARTING)) {
            double drawnTo = Double.NEGATIVE_INFINITY;
            for (State state : states) {
                if (state.kind() != kind || state.to() < time.from() || state.from() > time.to()) {
                    continue;
                }
                double left = Math.round(time.inside(state.from()));
                double right = Math.max(left + 1, Math.round(time.inside(state.to())));
                if (right > drawnTo) {
                    draw(
                            g2,
                            state,
                            new Rectangle2D.Double(left, room.stateTop(), right - left, room.stateHeight()),
                            style);
                    drawnTo = right;
                }
            }
        }
    }

    private static void draw(Graphics2D g2, State state, Rectangle2D at, ChartStyle style) {
        boolean wide = at.getWidth() > WIDE && at.getHeight() > WIDE;
        var shape = wide
                ? new RoundRectangle2D.Double(at.getX(), at.getY(), at.getWidth(), at.getHeight(), ROUND, ROUND)
                : at;
        switch (state.kind()) {
            case STARTING -> {
                g2.setPaint(style.color(Role.S4));
                g2.fill(shape);
            }
            case STOPPING -> {
                g2.setPaint(style.color(Role.S6));
                g2.fill(shape);
            }
            case READY -> {
                // The line below must not show through.
                g2.setPaint(style.color(Role.CARD));
                g2.fill(shape);
                g2.setPaint(style.color(Role.S2, ChartStyle.FRAMED));
                g2.fill(shape);
                if (wide) {
                    g2.setPaint(style.color(Role.S2));
                    g2.setStroke(ChartStyle.HAIR);
                    g2.draw(new RoundRectangle2D.Double(
                            at.getX() + 0.5, at.getY() + 0.5, at.getWidth() - 1, at.getHeight() - 1, ROUND, ROUND));
                }
            }
        }
        if (state.failed()) {
            g2.setPaint(style.color(Role.DANGER));
            g2.fill(new Rectangle2D.Double(
                    Math.max(at.getX(), at.getMaxX() - 3), at.getY(), Math.min(3, at.getWidth()), at.getHeight()));
        }
        double width = state.label().isEmpty() ? Double.MAX_VALUE : Mark.width(g2, FONT, state.label());
        if (width + 2 * PADDING <= at.getWidth() && at.getHeight() >= FONT.getSize2D()) {
            double baseline = at.getCenterY() + FONT.getSize2D() * 0.36;
            Mark.text(g2, FONT, style.color(Role.CARD), state.label(), at.getCenterX() - width / 2, baseline);
        }
    }
}
