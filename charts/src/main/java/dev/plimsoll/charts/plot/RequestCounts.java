package dev.plimsoll.charts.plot;

import dev.plimsoll.charts.plot.TimelineRow.Counts;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.style.Role;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;

/** How many requests are served and, on top of them, wait: in each column of pixels the moment with the most. */
final class RequestCounts {
    private RequestCounts() {}

    static void draw(Graphics2D g2, Counts counts, RowRoom room, TimeScale time, ChartStyle style) {
        int columns = (int) Math.max(1, Math.floor(time.right() - time.left()));
        int[] waiting = new int[columns];
        int[] served = new int[columns];
        int step = Math.max(0, counts.stepAt(time.from()));
        for (int column = 0; column < columns && step < counts.at().length; column++) {
            double end = time.moment(time.left() + column + 1);
            for (int i = step; i < counts.at().length && counts.at()[i] < end; i++) {
                if (counts.waiting()[i] + counts.served()[i] > waiting[column] + served[column]) {
                    waiting[column] = counts.waiting()[i];
                    served[column] = counts.served()[i];
                }
                step = i;
            }
        }
        double bottom = room.lanesBottom();
        double scale = (bottom - room.lanesTop()) / Math.max(1, counts.most());
        double[] base = new double[columns];
        double[] middle = heights(base, served, scale);
        double[] top = heights(middle, waiting, scale);
        columns(g2, style, Role.S1, time.left(), bottom, base, middle);
        columns(g2, style, Role.S3, time.left(), bottom, middle, top);
    }

    /** How high columns reach on top of others, in whole pixels; one of anything is seen. */
    private static double[] heights(double[] below, int[] counts, double scale) {
        double[] heights = new double[counts.length];
        for (int i = 0; i < counts.length; i++) {
            heights[i] = below[i] + (counts[i] == 0 ? 0 : Math.max(1, Math.round(counts[i] * scale)));
        }
        return heights;
    }

    /** Neighbours that are as high are one rectangle: a path of them all would take long to rasterise. */
    private static void columns(
            Graphics2D g2, ChartStyle style, Role role, double left, double bottom, double[] low, double[] high) {
        g2.setPaint(style.color(role));
        for (int from = 0; from < low.length; ) {
            int to = from + 1;
            while (to < low.length && low[to] == low[from] && high[to] == high[from]) {
                to++;
            }
            if (high[from] > low[from]) {
                g2.fill(new Rectangle2D.Double(left + from, bottom - high[from], to - from, high[from] - low[from]));
            }
            from = to;
        }
    }
}
