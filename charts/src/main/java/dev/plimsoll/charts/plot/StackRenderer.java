package dev.plimsoll.charts.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CrosshairState;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.AbstractXYItemRenderer;
import org.jfree.chart.renderer.xy.XYItemRendererState;
import org.jfree.data.xy.XYDataset;

/** Series on top of each other as bars of one width, the first at the bottom. They share their abscissae; NaN counts as nothing. */
@SuppressWarnings("serial") // JFreeChart's renderers are serialisable, a chart here never is
public final class StackRenderer extends AbstractXYItemRenderer {
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
        setDefaultCreateEntities(false);
    }

    @Override
    public XYItemRendererState initialise(
            Graphics2D g2, Rectangle2D area, XYPlot plot, XYDataset data, PlotRenderingInfo info) {
        XYItemRendererState state = new XYItemRendererState(info);
        // A bar whose middle lies outside a zoomed range may reach into it.
        state.setProcessVisibleItemsOnly(false);
        return state;
    }

    @Override
    public void drawItem(
            Graphics2D g2,
            XYItemRendererState state,
            Rectangle2D area,
            PlotRenderingInfo info,
            XYPlot plot,
            ValueAxis domain,
            ValueAxis range,
            XYDataset data,
            int series,
            int item,
            CrosshairState crosshair,
            int pass) {
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
        double left = domain.valueToJava2D(x - barWidth / 2, area, plot.getDomainAxisEdge());
        double right = domain.valueToJava2D(x + barWidth / 2, area, plot.getDomainAxisEdge());
        double bottom = range.valueToJava2D(below, area, plot.getRangeAxisEdge());
        double top = range.valueToJava2D(below + value, area, plot.getRangeAxisEdge());
        double width = right - left > NARROW ? right - left - GAP : right - left;
        g2.setPaint(colors.get(series));
        g2.fill(new Rectangle2D.Double(left, top, width, bottom - top));
    }
}
