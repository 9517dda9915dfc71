package dev.plimsoll.charts.plot;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CrosshairState;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.AbstractXYItemRenderer;
import org.jfree.chart.renderer.xy.XYItemRendererState;
import org.jfree.data.xy.XYDataset;

/**
 * What JFreeChart asks of a renderer, once: a renderer says only how one item looks. It is asked for every item, also for one whose
 * point lies outside a zoomed range, because what is drawn around a point (a bar, a region, a whole band) may reach into it.
 */
@SuppressWarnings("serial") // JFreeChart's renderers are serialisable, a chart here never is
abstract class ItemRenderer extends AbstractXYItemRenderer {
    private static final long serialVersionUID = 1L;

    ItemRenderer() {
        setDefaultCreateEntities(false);
    }

    @Override
    public final XYItemRendererState initialise(
            Graphics2D g2, Rectangle2D area, XYPlot plot, XYDataset data, PlotRenderingInfo info) {
        fit(data, new Pixels(plot, area, plot.getDomainAxis(), plot.getRangeAxis()));
        XYItemRendererState state = new XYItemRendererState(info);
        state.setProcessVisibleItemsOnly(false);
        return state;
    }

    /** Before the first item: a dataset may be thinned to the pixels there are. */
    void fit(XYDataset data, Pixels at) {}

    @Override
    public final void drawItem(
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
        draw(g2, new Pixels(plot, area, domain, range), data, series, item, pass);
    }

    abstract void draw(Graphics2D g2, Pixels at, XYDataset data, int series, int item, int pass);
}
