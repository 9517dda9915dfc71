package dev.plimsoll.charts.plot;

import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CrosshairState;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.AbstractXYItemRenderer;
import org.jfree.chart.renderer.xy.XYItemRendererState;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.xy.XYDataset;

/** Fills the area between the two series of its dataset, lower first; a gap in either is a gap in the band. */
@SuppressWarnings("serial") // JFreeChart's renderers are serialisable, a chart here never is
public final class BandRenderer extends AbstractXYItemRenderer {
    private static final long serialVersionUID = 1L;

    private final transient Paint fill;

    /** A band of one paint. */
    public BandRenderer(Paint fill) {
        this.fill = fill;
        setDefaultCreateEntities(false);
    }

    @Override
    public XYItemRendererState initialise(
            Graphics2D g2, Rectangle2D area, XYPlot plot, XYDataset data, PlotRenderingInfo info) {
        if (data instanceof SeriesDataset series) {
            series.fitBand(plot.getDomainAxis().getRange(), area.getWidth());
        }
        XYItemRendererState state = new XYItemRendererState(info);
        // The band is drawn whole at the first item, which must come even when it lies outside a zoomed range.
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
        if (series == 0 && item == 0) {
            g2.setPaint(fill);
            g2.fill(shape(area, plot, domain, range, data));
        }
    }

    private static Path2D shape(Rectangle2D area, XYPlot plot, ValueAxis domain, ValueAxis range, XYDataset data) {
        RectangleEdge bottom = plot.getDomainAxisEdge();
        RectangleEdge left = plot.getRangeAxisEdge();
        Path2D path = new Path2D.Double();
        int count = data.getItemCount(0);
        int from = 0;
        while (from < count) {
            if (absent(data, from)) {
                from++;
                continue;
            }
            int to = from;
            while (to + 1 < count && !absent(data, to + 1)) {
                to++;
            }
            for (int i = from; i <= to; i++) {
                double x = domain.valueToJava2D(data.getXValue(1, i), area, bottom);
                double y = range.valueToJava2D(data.getYValue(1, i), area, left);
                if (i == from) {
                    path.moveTo(x, y);
                } else {
                    path.lineTo(x, y);
                }
            }
            for (int i = to; i >= from; i--) {
                path.lineTo(
                        domain.valueToJava2D(data.getXValue(0, i), area, bottom),
                        range.valueToJava2D(data.getYValue(0, i), area, left));
            }
            path.closePath();
            from = to + 1;
        }
        return path;
    }

    private static boolean absent(XYDataset data, int item) {
        return Double.isNaN(data.getYValue(0, item)) || Double.isNaN(data.getYValue(1, item));
    }
}
