package dev.plimsoll.charts.picture;

import dev.plimsoll.charts.plot.HeatCells;
import dev.plimsoll.charts.plot.Markers;
import dev.plimsoll.charts.run.ChartView;
import dev.plimsoll.charts.run.LegendKey;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.style.Fonts;
import dev.plimsoll.charts.style.Role;
import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.ChartRenderingInfo;

/**
 * A chart with its title row: title and unit left, legend right. Where both do not fit beside each other the legend has a row of its
 * own, and a unit that does not fit beside the title is left out rather than cut.
 */
public final class ChartCard {
    private static final double TITLE_HEIGHT = 32;
    private static final double SECOND_ROW = 20;
    private static final double PADDING = 12;
    private static final double BOTTOM = 6;
    /** The topmost axis label reaches into the title row, left of where anything else stands. */
    private static final double OVERLAP = 6;

    private static final Font TITLE = Fonts.semibold(12);
    private static final Font SMALL = Fonts.regular(11);
    private static final double SIGN_WIDTH = 16;
    private static final double SIGN_GAP = 5;
    private static final double RAMP_CELL = 6;
    private static final double KEY_GAP = 12;
    private static final double GAP = 8;

    private ChartCard() {}

    /**
     * Draws a card with its border.
     *
     * @param rightRoom kept free at the right end of the title row, px: for a menu
     * @param info takes where the plot was drawn
     */
    public static void draw(
            Graphics2D g2,
            ChartStyle style,
            ChartView view,
            Rectangle2D at,
            double rightRoom,
            ChartRenderingInfo info) {
        Canvas canvas = new Canvas(g2, style);
        canvas.card(at);
        drawInside(canvas, view, at, rightRoom, info);
    }

    /** Draws a card with its border. */
    static void draw(Canvas canvas, ChartView view, Rectangle2D at) {
        canvas.card(at);
        drawInside(canvas, view, at);
    }

    /** Draws title row and chart without a border. */
    static void drawInside(Canvas canvas, ChartView view, Rectangle2D at) {
        drawInside(canvas, view, at, 0, new ChartRenderingInfo(null));
    }

    private static void drawInside(
            Canvas canvas, ChartView view, Rectangle2D at, double rightRoom, ChartRenderingInfo info) {
        double baseline = at.getY() + TITLE_HEIGHT / 2 + TITLE.getSize2D() * 0.35;
        double right = at.getMaxX() - PADDING - rightRoom;
        double wide = legendWidth(canvas, view.legend());
        double end = canvas.text(TITLE, Role.TEXT, view.title(), at.getX() + PADDING, baseline) + GAP;
        boolean secondRow = end + KEY_GAP + wide > right;
        double room = (secondRow ? right : right - wide - KEY_GAP) - end;
        if (canvas.width(SMALL, view.subtitle()) <= room) {
            canvas.text(SMALL, Role.MUTED, view.subtitle(), end, baseline);
        }
        double from = secondRow ? at.getX() + PADDING : right - wide;
        legend(canvas, view.legend(), from, baseline + (secondRow ? SECOND_ROW : 0));
        double head = TITLE_HEIGHT + (secondRow ? SECOND_ROW : 0);
        Rectangle2D plot = new Rectangle2D.Double(
                at.getX() + 1,
                at.getY() + head - OVERLAP,
                at.getWidth() - 2,
                Math.max(1, at.getHeight() - head + OVERLAP - BOTTOM));
        view.chart().draw(canvas.graphics(), plot, info);
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
            case LINE, FINE_LINE, DASHED_LINE, BAND, FRAME -> SIGN_WIDTH;
            case RAMP -> HeatCells.LEVELS * RAMP_CELL;
            case CIRCLE, SQUARE, DIAMOND, TRIANGLE, MOMENT -> SIGN_WIDTH / 2;
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
            case FRAME -> {
                Rectangle2D frame = new Rectangle2D.Double(x + 0.5, y - 3.5, width - 1, 7);
                g2.setComposite(AlphaComposite.SrcOver.derive((float) ChartStyle.FRAMED));
                g2.fill(frame);
                g2.setComposite(AlphaComposite.SrcOver);
                g2.setStroke(ChartStyle.HAIR);
                g2.draw(frame);
            }
            case MOMENT -> g2.fill(new Rectangle2D.Double(x + width / 2 - 1, y - 5, 2, 10));
            case CIRCLE -> g2.fill(at(Markers.circle(), x + width / 2, y));
            case SQUARE -> g2.fill(at(Markers.square(), x + width / 2, y));
            case TRIANGLE -> g2.fill(at(Markers.triangle(), x + width / 2, y));
            case RAMP -> {
                for (int level = 0; level < HeatCells.LEVELS; level++) {
                    g2.setPaint(canvas.style().color(Role.S1, HeatCells.opacity(level)));
                    g2.fill(new Rectangle2D.Double(x + level * RAMP_CELL, y - 4, RAMP_CELL, 8));
                }
            }
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
