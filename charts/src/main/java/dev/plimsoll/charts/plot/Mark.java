package dev.plimsoll.charts.plot;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
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
        draw(g2, new Pixels(plot, area, domain, range));
    }

    abstract void draw(Graphics2D g2, Pixels at);

    /** The line it draws through the plot, which no other mark should write over; null for none. */
    @Nullable
    Line2D line(Pixels at) {
        return null;
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
