package dev.plimsoll.charts.plot;

import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.style.Fonts;
import dev.plimsoll.charts.style.Role;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A bar in each row, of parts one after another, with points and strokes on it and a word behind it. */
@SuppressWarnings("serial") // JFreeChart's annotations are serialisable, a chart here never is
public final class LyingBars extends Mark {
    private static final long serialVersionUID = 1L;
    private static final Font FONT = Fonts.regular(11);
    private static final Stroke STROKE = new BasicStroke(2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);
    private static final double MOST_HEIGHT = 16;
    private static final double GAP = 8;
    /** A stroke reaches beyond its bar, px. */
    private static final double BEYOND = 3;

    /** A piece of a bar. */
    public record Part(String name, double length, Color color) {}

    /**
     * A value in a row.
     *
     * @param shape around (0, 0); null for an upright stroke
     * @param hollow drawn as an outline: it rests on too few samples
     */
    public record Point(String name, double value, @Nullable Shape shape, boolean hollow, Color color) {}

    /**
     * A row.
     *
     * @param label behind it, or empty
     */
    public record Bar(List<Part> parts, List<Point> points, String label) {
        public Bar {
            parts = List.copyOf(parts);
            points = List.copyOf(points);
        }

        /** Where everything of it ends. */
        public double end() {
            double bar = parts.stream().mapToDouble(Part::length).sum();
            return points.stream().mapToDouble(Point::value).reduce(bar, Math::max);
        }
    }

    private final transient List<Bar> bars;
    private final transient ChartStyle style;

    /** Rows from top to bottom, as those of the plot's {@link NamesAxis}. */
    public LyingBars(List<Bar> bars, ChartStyle style) {
        this.bars = List.copyOf(bars);
        this.style = style;
    }

    /** The rows. */
    public List<Bar> bars() {
        return bars;
    }

    @Override
    void draw(Graphics2D g2, Pixels at) {
        NamesAxis names = RowRoom.names(at);
        for (int i = 0; i < bars.size(); i++) {
            double top = at.y(names.top(i));
            double room = at.y(names.top(i + 1)) - top;
            double height = Math.max(2, Math.min(MOST_HEIGHT, Math.round(room * 0.5)));
            draw(g2, at, bars.get(i), Math.round(top + (room - height) / 2), height);
        }
    }

    private void draw(Graphics2D g2, Pixels at, Bar bar, double top, double height) {
        double sum = 0;
        for (Part part : bar.parts) {
            double left = Math.round(at.x(sum));
            sum += part.length;
            double right = Math.round(at.x(sum));
            if (right > left) {
                g2.setPaint(part.color);
                g2.fill(new Rectangle2D.Double(left, top, right - left, height));
            }
        }
        for (Point point : bar.points) {
            double x = at.x(point.value);
            g2.setPaint(point.color);
            if (point.shape == null) {
                g2.setStroke(STROKE);
                g2.draw(new Line2D.Double(x, top - BEYOND, x, top + height + BEYOND));
                continue;
            }
            Shape shape =
                    AffineTransform.getTranslateInstance(x, top + height / 2).createTransformedShape(point.shape);
            g2.setPaint(point.hollow ? style.color(Role.CARD) : point.color);
            g2.fill(shape);
            g2.setPaint(point.hollow ? point.color : style.color(Role.CARD));
            g2.setStroke(ChartStyle.FINE);
            g2.draw(shape);
        }
        double baseline = top + height / 2 + FONT.getSize2D() * 0.35;
        double width = width(g2, FONT, bar.label);
        double x = Math.min(labelX(at, bar, width), at.area().getMaxX() - width);
        text(g2, FONT, style.color(Role.MUTED), bar.label, x, baseline);
    }

    /** Behind the bar and its markers; behind a tick too, where that would go through the words. */
    private static double labelX(Pixels at, Bar bar, double width) {
        double bars = bar.parts.stream().mapToDouble(Part::length).sum();
        double markers = bar.points.stream()
                .filter(point -> point.shape != null)
                .mapToDouble(Point::value)
                .max()
                .orElse(0);
        double x = at.x(Math.max(bars, markers)) + GAP;
        for (double tick : bar.points.stream()
                .filter(point -> point.shape == null)
                .mapToDouble(point -> at.x(point.value))
                .sorted()
                .toArray()) {
            if (tick > x - GAP && tick < x + width + GAP) {
                x = tick + GAP;
            }
        }
        return x;
    }
}
