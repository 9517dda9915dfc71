package dev.plimsoll.charts.plot;

import dev.plimsoll.charts.plot.TimelineRow.End;
import dev.plimsoll.charts.plot.TimelineRow.Lane;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.style.Role;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * The requests of a row in lanes: a line from a tick at its arrival until it is served, then a bar. On whole pixels; bars that touch and
 * are narrow are one, so that there is never more to draw than there are pixels. One thread, one drawing.
 */
final class RequestBars {
    /** Bars narrower than this melt into one where they touch, px. */
    private static final double NARROW = 3;
    /** A wait shorter than this has no tick, px. */
    private static final double SHORT = 2;

    private final Graphics2D g2;
    private final RowRoom room;
    private final TimeScale time;
    private final ChartStyle style;
    private final List<Rectangle2D> waiting = new ArrayList<>();
    private final List<Rectangle2D> served = new ArrayList<>();
    private final List<Rectangle2D> failed = new ArrayList<>();
    private final List<Rectangle2D> givenUp = new ArrayList<>();
    private int lanes;

    RequestBars(Graphics2D g2, RowRoom room, TimeScale time, ChartStyle style) {
        this.g2 = g2;
        this.room = room;
        this.time = time;
        this.style = style;
    }

    /** The next lane, from the lowest. */
    void add(Lane lane) {
        double top = room.barTop(lanes++);
        double height = room.barHeight();
        double lineHeight = height >= 6 ? 2 : 1;
        double lineTop = Math.floor(top + (height - lineHeight) / 2);
        Run waits = new Run(waiting, lineTop, lineHeight);
        Run bars = new Run(served, top, height);
        double ticked = Double.NEGATIVE_INFINITY;
        for (int i = lane.firstAfter(time.from()); i < lane.size() && lane.from()[i] <= time.to(); i++) {
            double from = Math.round(time.inside(lane.from()[i]));
            double begun = Math.round(time.inside(lane.begun()[i]));
            double to = Math.round(time.inside(lane.to()[i]));
            if (begun > from) {
                waits.add(from, begun);
                if (begun - from > SHORT && from > ticked && lane.from()[i] >= time.from()) {
                    waiting.add(new Rectangle2D.Double(from, top, 1, height));
                    ticked = from;
                }
            }
            boolean got = lane.begun()[i] < lane.to()[i] || lane.end()[i] == End.WELL;
            if (got && lane.to()[i] >= time.from() && lane.begun()[i] <= time.to()) {
                bars.add(begun, to);
            }
            if (lane.end()[i] != End.WELL && lane.to()[i] <= time.to()) {
                (lane.end()[i] == End.BADLY ? failed : givenUp)
                        .add(new Rectangle2D.Double(Math.max(from, to - 1), top - 1, 2, height + 2));
            }
        }
        waits.flush();
        bars.flush();
    }

    void draw() {
        fill(Role.S3, waiting);
        fill(Role.S1, served);
        fill(Role.MUTED, givenUp);
        fill(Role.DANGER, failed);
    }

    private void fill(Role role, List<Rectangle2D> shapes) {
        g2.setPaint(style.color(role));
        shapes.forEach(g2::fill);
    }

    /** Bars of one lane, those that touch and are narrow joined. */
    private static final class Run {
        private final List<Rectangle2D> to;
        private final double top;
        private final double height;
        private double left = Double.NaN;
        private double right;

        Run(List<Rectangle2D> to, double top, double height) {
            this.to = to;
            this.top = top;
            this.height = height;
        }

        void add(double from, double end) {
            double width = Math.max(1, end - from);
            boolean narrow = width < NARROW;
            if (!Double.isNaN(left) && narrow && from <= right) {
                right = Math.max(right, from + width);
                return;
            }
            flush();
            left = from;
            // A wide bar leaves a pixel to its neighbour.
            right = from + (width > NARROW ? width - 1 : width);
        }

        void flush() {
            if (!Double.isNaN(left)) {
                to.add(new Rectangle2D.Double(left, top, right - left, height));
                left = Double.NaN;
            }
        }
    }
}
