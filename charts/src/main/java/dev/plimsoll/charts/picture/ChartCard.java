package dev.plimsoll.charts.picture;

import dev.plimsoll.charts.plot.Markers;
import dev.plimsoll.charts.run.ChartView;
import dev.plimsoll.charts.run.LegendKey;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.style.Fonts;
import dev.plimsoll.charts.style.Role;
import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** A chart with its title row: title and unit left, legend right. */
final class ChartCard {
    private static final double TITLE_HEIGHT = 32;
    private static final double PADDING = 12;
    private static final Font TITLE = Fonts.semibold(12);
    private static final Font SMALL = Fonts.regular(11);
    private static final double SIGN_WIDTH = 16;
    private static final double SIGN_GAP = 5;
    private static final double KEY_GAP = 12;

    private ChartCard() {}

    /** Draws a card with its border. */
    static void draw(Canvas canvas, ChartView view, Rectangle2D at) {
        canvas.card(at);
        drawInside(canvas, view, at);
    }

    /** Draws title row and chart without a border. */
    static void drawInside(Canvas canvas, ChartView view, Rectangle2D at) {
        double baseline = at.getY() + TITLE_HEIGHT / 2 + TITLE.getSize2D() * 0.35;
        double legend = at.getMaxX() - PADDING - legendWidth(canvas, view.legend());
        double end = canvas.text(TITLE, Role.TEXT, view.title(), at.getX() + PADDING, baseline);
        canvas.clipped(SMALL, Role.MUTED, view.subtitle(), end + 8, baseline, legend - end - 16);
        legend(canvas, view.legend(), legend, baseline);
        Rectangle2D plot = new Rectangle2D.Double(
                at.getX() + 1, at.getY() + TITLE_HEIGHT, at.getWidth() - 2, at.getHeight() - TITLE_HEIGHT - 6);
        view.chart().draw(canvas.graphics(), plot);
    }

    private static double legendWidth(Canvas canvas, List<LegendKey> keys) {
        double width = 0;
        for (LegendKey key : keys) {
            width += signWidth(key) + SIGN_GAP + canvas.width(SMALL, key.label());
        }
        return width + KEY_GAP * Math.max(0, keys.size() - 1);
    }

    private static double signWidth(LegendKey key) {
        return switch (key.sign()) {
            case LINE, FINE_LINE, DASHED_LINE, BAND -> SIGN_WIDTH;
            case CIRCLE, SQUARE, DIAMOND -> SIGN_WIDTH / 2;
        };
    }

    private static void legend(Canvas canvas, List<LegendKey> keys, double from, double baseline) {
        double x = from;
        for (LegendKey key : keys) {
            double width = signWidth(key);
            sign(canvas, key, x, baseline - SMALL.getSize2D() * 0.35, width);
            x = canvas.text(SMALL, Role.MUTED, key.label(), x + width + SIGN_GAP, baseline) + KEY_GAP;
        }
    }

    private static void sign(Canvas canvas, LegendKey key, double x, double y, double width) {
        Graphics2D g2 = canvas.graphics();
        g2.setPaint(key.color());
        switch (key.sign()) {
            case LINE -> line(g2, x, y, width, ChartStyle.STRONG);
            case FINE_LINE -> line(g2, x, y, width, ChartStyle.FINE);
            case DASHED_LINE -> line(g2, x, y, width, ChartStyle.PLANNED);
            case BAND -> g2.fill(new Rectangle2D.Double(x, y - 4, width, 8));
            case CIRCLE -> g2.fill(at(Markers.circle(), x + width / 2, y));
            case SQUARE -> g2.fill(at(Markers.square(), x + width / 2, y));
            case DIAMOND -> {
                g2.setStroke(new BasicStroke(1.2f));
                g2.draw(at(Markers.diamond(), x + width / 2, y));
            }
        }
    }

    private static void line(Graphics2D g2, double x, double y, double width, java.awt.Stroke stroke) {
        g2.setStroke(stroke);
        g2.draw(new Line2D.Double(x, y, x + width, y));
    }

    private static Shape at(Shape shape, double x, double y) {
        return AffineTransform.getTranslateInstance(x, y).createTransformedShape(shape);
    }
}
