package dev.plimsoll.charts.plot;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.Stroke;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CrosshairState;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.AbstractXYItemRenderer;
import org.jfree.chart.renderer.xy.XYItemRendererState;
import org.jfree.data.xy.XYDataset;

/** Moments as upright strokes from the axis to their value. */
@SuppressWarnings("serial") // JFreeChart's renderers are serialisable, a chart here never is
public final class RugRenderer extends AbstractXYItemRenderer {
    private static final long serialVersionUID = 1L;
    private static final Stroke STROKE = new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);

    private final transient Paint paint;

    /** Strokes of one paint. */
    public RugRenderer(Paint paint) {
        this.paint = paint;
        setDefaultCreateEntities(false);
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
        double x = domain.valueToJava2D(data.getXValue(series, item), area, plot.getDomainAxisEdge());
        double top = range.valueToJava2D(data.getYValue(series, item), area, plot.getRangeAxisEdge());
        g2.setPaint(paint);
        g2.setStroke(STROKE);
        g2.draw(new Line2D.Double(x, area.getMaxY(), x, top));
    }
}
