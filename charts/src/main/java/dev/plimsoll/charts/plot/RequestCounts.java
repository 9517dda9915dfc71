package dev.plimsoll.charts.plot;

import dev.plimsoll.charts.plot.TimelineRow.Counts;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.style.Role;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;

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
        area(g2, style, Role.S1, time.left(), bottom, scale, served, new int[columns]);
        area(g2, style, Role.S3, time.left(), bottom, scale, waiting, served);
    }

    /** Columns on top of others, as one shape. */
    private static void area(
            Graphics2D g2,
            ChartStyle style,
            Role role,
            double left,
            double bottom,
            double scale,
            int[] counts,
            int[] below) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 0) {
                continue;
            }
            int from = i;
            while (i + 1 < counts.length && counts[i + 1] == counts[from] && below[i + 1] == below[from]) {
                i++;
            }
            double low = bottom - below[from] * scale;
            double high = low - Math.max(1, counts[from] * scale);
            path.moveTo(left + from, low);
            path.lineTo(left + from, high);
            path.lineTo(left + i + 1, high);
            path.lineTo(left + i + 1, low);
            path.closePath();
        }
        g2.setPaint(style.color(role));
        g2.fill(path);
    }
}
