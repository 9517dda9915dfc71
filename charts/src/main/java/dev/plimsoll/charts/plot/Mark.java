package dev.plimsoll.charts.plot;

import dev.plimsoll.charts.style.ChartStyle;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.xy.XYDataset;
import org.jspecify.annotations.Nullable;

/** Something drawn in a plot that is no data. It finds its place in pixels each time, so zooming and resizing keep it right. */
@SuppressWarnings("serial") // JFreeChart's annotations are serialisable, a chart here never is
abstract class Mark extends AbstractXYAnnotation {
    private static final long serialVersionUID = 1L;

    @Override
    public final void draw(
            Graphics2D g2,
            XYPlot plot,
            Rectangle2D area,
            ValueAxis domain,
            ValueAxis range,
            int renderer,
            PlotRenderingInfo info) {
        draw(g2, new Pixels(this, plot, area, domain, range));
    }

    abstract void draw(Graphics2D g2, Pixels at);

    /** The line it draws through the plot, which no other mark should write over; null for none. */
    @Nullable
    Line2D line(Pixels at) {
        return null;
    }

    /** Data to pixels, for one mark. */
    record Pixels(Mark mark, XYPlot plot, Rectangle2D area, ValueAxis domain, ValueAxis range) {
        double x(double value) {
            return domain.valueToJava2D(value, area, plot.getDomainAxisEdge());
        }

        double y(double value) {
            return range.valueToJava2D(value, area, plot.getRangeAxisEdge());
        }

        boolean showsX(double value) {
            return domain.getRange().contains(value);
        }

        boolean showsY(double value) {
            return range.getRange().contains(value);
        }

        /** The first place inside that no data and no other mark crosses; else the first inside; else the first. */
        Rectangle2D free(List<Rectangle2D> places) {
            List<Rectangle2D> inside = places.stream().filter(area::contains).toList();
            List<Rectangle2D> candidates = inside.isEmpty() ? places : inside;
            return candidates.stream().filter(this::isFree).findFirst().orElse(candidates.getFirst());
        }

        private boolean isFree(Rectangle2D place) {
            for (Object other : plot.getAnnotations()) {
                Line2D line = other instanceof Mark m && m != mark ? m.line(this) : null;
                if (line != null && line.intersects(place)) {
                    return false;
                }
            }
            for (int i = 0; i < plot.getDatasetCount(); i++) {
                XYDataset data = plot.getDataset(i);
                for (int series = 0; data != null && series < data.getSeriesCount(); series++) {
                    if (crosses(data, series, plot.getRenderer(i) instanceof MarkerRenderer, place)) {
                        return false;
                    }
                }
            }
            return true;
        }

        private boolean crosses(XYDataset data, int series, boolean points, Rectangle2D place) {
            double lastX = Double.NaN;
            double lastY = Double.NaN;
            for (int item = 0; item < data.getItemCount(series); item++) {
                double x = x(data.getXValue(series, item));
                double y = y(data.getYValue(series, item));
                double r = ChartStyle.MARKER;
                // A rectangle takes NaN, a gap, for a point inside.
                boolean gap = Double.isNaN(y) || (!points && Double.isNaN(lastY));
                if (!gap
                        && (points
                                ? place.intersects(x - r, y - r, 2 * r, 2 * r)
                                : place.intersectsLine(lastX, lastY, x, y))) {
                    return true;
                }
                lastX = x;
                lastY = y;
            }
            return false;
        }
    }

    /** The box of a text whose left end and middle are given. */
    static Rectangle2D box(Graphics2D g2, Font font, String text, double x, double middle) {
        double height = font.getSize2D() * 1.2;
        return new Rectangle2D.Double(x, middle - height / 2, width(g2, font, text), height);
    }

    /** Text in its box. */
    static void text(Graphics2D g2, Font font, Paint paint, String text, Rectangle2D box) {
        text(g2, font, paint, text, box.getX(), box.getCenterY() + font.getSize2D() * 0.35);
    }

    static double width(Graphics2D g2, Font font, String text) {
        return font.getStringBounds(text, g2.getFontRenderContext()).getWidth();
    }

    static void text(Graphics2D g2, Font font, Paint paint, String text, double x, double baseline) {
        g2.setFont(font);
        g2.setPaint(paint);
        g2.drawString(text, (float) x, (float) baseline);
    }
}
