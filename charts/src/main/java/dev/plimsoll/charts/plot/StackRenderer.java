package dev.plimsoll.charts.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.data.xy.XYDataset;

/** Series on top of each other as bars of one width, the first at the bottom. They share their abscissae; NaN counts as nothing. */
@SuppressWarnings("serial") // JFreeChart's renderers are serialisable, a chart here never is
public final class StackRenderer extends ItemRenderer {
    private static final long serialVersionUID = 1L;
    /** Between two bars where they are wide, px. */
    private static final double GAP = 1;

    private static final double NARROW = 8;

    private final transient List<Color> colors;
    private final double barWidth;

    /**
     * Bars.
     *
     * @param colors one a series
     * @param barWidth on the domain axis
     */
    public StackRenderer(List<Color> colors, double barWidth) {
        this.colors = List.copyOf(colors);
        this.barWidth = barWidth;
    }

    @Override
    void draw(Graphics2D g2, Pixels at, XYDataset data, int series, int item, int pass) {
        double value = data.getYValue(series, item);
        if (!(value > 0)) {
            return;
        }
        double below = 0;
        for (int i = 0; i < series; i++) {
            double y = data.getYValue(i, item);
            below += Double.isNaN(y) ? 0 : y;
        }
        double x = data.getXValue(series, item);
        double left = at.x(x - barWidth / 2);
        double right = at.x(x + barWidth / 2);
        double bottom = at.y(below);
        double top = at.y(below + value);
        double width = right - left > NARROW ? right - left - GAP : right - left;
        g2.setPaint(colors.get(series));
        g2.fill(new Rectangle2D.Double(left, top, width, bottom - top));
    }
}
