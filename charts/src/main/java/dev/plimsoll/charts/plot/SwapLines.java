package dev.plimsoll.charts.plot;

import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.style.Role;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.List;

/** Thin lines from the row that had to go to the row it went for, while they are few enough to be followed. */
final class SwapLines {
    /** Room a line needs on average, px. */
    private static final double APART = 12;

    private static final double ARROW = 3;

    private SwapLines() {}

    static void draw(
            Graphics2D g2, List<TimelineRows.Swap> swaps, int rows, Pixels at, TimeScale time, ChartStyle style) {
        List<TimelineRows.Swap> shown = swaps.stream()
                .filter(s -> s.at() >= time.from() && s.at() <= time.to())
                .toList();
        if (shown.size() * APART > time.right() - time.left()) {
            return;
        }
        g2.setStroke(ChartStyle.HAIR);
        for (TimelineRows.Swap swap : shown) {
            double x = Math.floor(time.x(swap.at())) + 0.5;
            RowRoom from = RowRoom.of(at, swap.from(), 1);
            RowRoom to = RowRoom.of(at, swap.to(), 1);
            boolean down = swap.to() > swap.from();
            double begin = down ? from.stateTop() + from.stateHeight() : from.stateTop();
            double end = down ? to.stateTop() : to.stateTop() + to.stateHeight();
            g2.setPaint(style.color(Role.MUTED, 0.7));
            g2.draw(new Line2D.Double(x, begin, x, end));
            Path2D arrow = new Path2D.Double();
            arrow.moveTo(x, end);
            arrow.lineTo(x - ARROW, end + (down ? -1 : 1) * 1.5 * ARROW);
            arrow.lineTo(x + ARROW, end + (down ? -1 : 1) * 1.5 * ARROW);
            arrow.closePath();
            g2.fill(arrow);
        }
    }
}
