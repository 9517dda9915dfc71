package dev.plimsoll.app.results;

import dev.plimsoll.charts.plot.Ticks;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.style.Fonts;
import dev.plimsoll.charts.style.Role;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.report.Numbers;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Draws requests as bars over time, one row each: waiting, to the first token, decode; the selected one with a tick per chunk. The same
 * on a screen and in a file.
 *
 * @param rows one per row, null for one that was not read yet
 * @param selected index into rows, or -1
 * @param origin what 0 on the axis is, seconds of run time
 * @param axis what the axis is called
 * @param top y from which on rows are drawn
 * @param offset y of the first row below that, negative where it is scrolled away in part
 */
record TimelinePicture(
        List<@Nullable RequestRecord> rows, int selected, double origin, String axis, double top, double offset) {
    /** Height of a row, the same as that of a table. */
    static final double ROW = 24;

    /** Room for the axis below the rows. */
    static final double BELOW = 44;

    private static final double BAR = 14;
    private static final double LEFT = 52;
    private static final double RIGHT = 16;
    private static final double NS = 1e9;
    private static final double FAINT = 0.55;
    private static final int MOST_TICKS = 9;
    private static final Font SMALL = Fonts.regular(11);
    private static final Font STRONG = Fonts.semibold(11);
    private static final BasicStroke THIN = new BasicStroke(1);

    /** Where the drawing lies and which time it shows. */
    private record Frame(double left, double right, double top, double bottom, double from, double to) {
        double x(double seconds) {
            return left + (seconds - from) / (to - from) * (right - left);
        }
    }

    void draw(Graphics2D g2, ChartStyle style, double width, double height) {
        double[] span = span();
        Frame frame = new Frame(LEFT, width - RIGHT, top, height - BELOW, span[0], span[1]);
        double step = Ticks.step(span[1] - span[0], MOST_TICKS);
        axis(g2, style, frame, step);
        Shape clip = g2.getClip();
        g2.clip(new Rectangle2D.Double(0, frame.top(), width, Math.max(0, frame.bottom() - frame.top())));
        for (int i = 0; i < rows.size(); i++) {
            row(g2, style, frame, i);
        }
        g2.setClip(clip);
    }

    /** From the first start to where three quarters have ended, so that one long request does not squeeze the others. */
    private double[] span() {
        double[] starts = rows.stream()
                .filter(r -> r != null && RequestTimings.has(r.timings().intended()))
                .mapToDouble(r -> r.timings().intended() / NS - origin)
                .sorted()
                .toArray();
        double[] ends = rows.stream()
                .filter(r -> r != null && RequestTimings.has(r.timings().end()))
                .mapToDouble(r -> r.timings().end() / NS - origin)
                .sorted()
                .toArray();
        if (starts.length == 0 || ends.length == 0) {
            return new double[] {0, 1};
        }
        double from = starts[0];
        double to = ends[(int) Math.min(ends.length - 1, Math.floor(ends.length * 0.8))];
        RequestRecord picked = selected >= 0 && selected < rows.size() ? rows.get(selected) : null;
        if (picked != null && RequestTimings.has(picked.timings().end())) {
            to = Math.max(to, picked.timings().end() / NS - origin);
        }
        double margin = Math.max(0.005, (to - from) * 0.04);
        return new double[] {from - margin, to + margin * 2};
    }

    private void axis(Graphics2D g2, ChartStyle style, Frame frame, double step) {
        g2.setFont(SMALL);
        double first = Math.ceil(frame.from() / step - 1e-9) * step;
        int decimals = (int) Math.clamp(-Math.floor(Math.log10(step) + 1e-9), 0, 4);
        for (double t = first; t <= frame.to() + 1e-9; t += step) {
            double x = Math.floor(frame.x(t)) + 0.5;
            line(g2, style.color(Role.GRID), x, frame.top(), x, frame.bottom());
            line(g2, style.color(Role.BORDER), x, frame.bottom(), x, frame.bottom() + 4);
            text(g2, style.color(Role.MUTED), SMALL, Numbers.fixed(t, decimals), x, frame.bottom() + 16, 0.5);
        }
        line(g2, style.color(Role.BORDER), frame.left(), frame.bottom() + 0.5, frame.right(), frame.bottom() + 0.5);
        text(g2, style.color(Role.MUTED), SMALL, axis, (frame.left() + frame.right()) / 2, frame.bottom() + 34, 0.5);
    }

    private void row(Graphics2D g2, ChartStyle style, Frame frame, int index) {
        RequestRecord request = rows.get(index);
        double y = frame.top() + offset + index * ROW;
        if (request == null || y > frame.bottom() || y + ROW < frame.top()) {
            return;
        }
        boolean strong = index == selected;
        double baseline = y + ROW / 2 + 4;
        text(
                g2,
                style.color(strong ? Role.TEXT : Role.MUTED),
                strong ? STRONG : SMALL,
                String.valueOf(request.info().number()),
                LEFT - 8,
                baseline,
                1);
        RequestTimings at = request.timings();
        double bar = y + (ROW - BAR) / 2;
        double start = seconds(at.sendStart(), at.intended());
        double end = seconds(at.end(), at.sendStart());
        double token = RequestTimings.has(at.firstToken()) ? seconds(at.firstToken(), at.end()) : end;
        double intended = seconds(at.intended(), at.sendStart());
        boolean failed = request.status() == RequestStatus.ERRORED;
        if (frame.x(start) - frame.x(intended) > 1) {
            line(g2, style.color(Role.S6), frame.x(intended), y + ROW / 2, frame.x(start), y + ROW / 2);
        }
        boolean streamed = RequestTimings.has(at.firstToken());
        fill(g2, style.color(failed && !streamed ? Role.DANGER : Role.S4), frame, start, token, bar);
        Role decode = failed ? Role.DANGER : Role.S1;
        fill(g2, strong ? style.color(decode) : style.color(decode, FAINT), frame, token, end, bar);
        if (strong) {
            ticks(g2, style, frame, request, bar);
            tokens(g2, style, frame, request, end, baseline);
        }
        if (end > frame.to()) {
            chevron(g2, style, frame.right() - 6, y + ROW / 2);
        }
    }

    private double seconds(long timeNs, long otherwiseNs) {
        long ns = RequestTimings.has(timeNs) ? timeNs : RequestTimings.has(otherwiseNs) ? otherwiseNs : 0;
        return ns / NS - origin;
    }

    private static void fill(Graphics2D g2, Color color, Frame frame, double from, double to, double y) {
        double left = Math.max(frame.left(), frame.x(from));
        double right = Math.min(frame.right(), frame.x(to));
        if (right > left) {
            g2.setColor(color);
            g2.fill(new Rectangle2D.Double(left, y, right - left, BAR));
        }
    }

    /** A tick per chunk, as long as they can be told apart. */
    private void ticks(Graphics2D g2, ChartStyle style, Frame frame, RequestRecord request, double y) {
        int[] deltas = request.contentDeltasUs();
        if (deltas.length < 2 || !RequestTimings.has(request.timings().sendStart())) {
            return;
        }
        g2.setColor(style.color(Role.CARD, 0.75));
        g2.setStroke(THIN);
        double at = request.timings().sendStart() / NS - origin;
        double last = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < deltas.length; i++) {
            at += deltas[i] / 1e6;
            double x = frame.x(at);
            if (i > 0 && x > last + 2 && x < frame.right()) {
                g2.fill(new Rectangle2D.Double(x, y + 1, 0.8, BAR - 2));
                last = x;
            }
        }
    }

    private static void tokens(
            Graphics2D g2, ChartStyle style, Frame frame, RequestRecord request, double end, double baseline) {
        if (request.tokens().output() < 0) {
            return;
        }
        String text = Numbers.count(request.tokens().output()) + " tok";
        double x = frame.x(end) + 6;
        double w = width(g2, STRONG, text);
        if (x + w < frame.right()) {
            text(g2, style.color(Role.TEXT), STRONG, text, x, baseline, 0);
        }
    }

    private static void chevron(Graphics2D g2, ChartStyle style, double x, double y) {
        Path2D path = new Path2D.Double();
        path.moveTo(x - 2, y - 4);
        path.lineTo(x + 2, y);
        path.lineTo(x - 2, y + 4);
        g2.setColor(style.color(Role.CARD));
        g2.setStroke(new BasicStroke(1.6f));
        g2.draw(path);
        g2.setStroke(THIN);
    }

    private static void line(Graphics2D g2, Color color, double x1, double y1, double x2, double y2) {
        g2.setColor(color);
        g2.setStroke(THIN);
        g2.draw(new Line2D.Double(x1, y1, x2, y2));
    }

    private static void text(Graphics2D g2, Color color, Font font, String text, double x, double y, double anchor) {
        g2.setFont(font);
        g2.setColor(color);
        double width = anchor == 0 ? 0 : width(g2, font, text);
        g2.drawString(text, (float) (x - anchor * width), (float) y);
    }

    private static double width(Graphics2D g2, Font font, String text) {
        return font.getStringBounds(text, g2.getFontRenderContext()).getWidth();
    }
}
