package dev.plimsoll.charts.plot;

import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYItemRendererState;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYDataset;

/** Lines as paths, with gaps where there is no value; a value with a gap on both sides is a dot, because a line needs two. */
@SuppressWarnings("serial") // JFreeChart's renderers are serialisable, a chart here never is
public final class LineRenderer extends XYLineAndShapeRenderer {
    private static final long serialVersionUID = 1L;
    private static final Shape DOT = new Ellipse2D.Double(-1.2, -1.2, 2.4, 2.4);

    /** A renderer without any series style yet. */
    public LineRenderer() {
        super(true, false);
        setDrawSeriesLineAsPath(true);
        setDefaultCreateEntities(false);
        setDefaultShape(DOT, false);
        setAutoPopulateSeriesShape(false);
        setAutoPopulateSeriesStroke(false);
        setAutoPopulateSeriesPaint(false);
    }

    /** Sets how one series looks. */
    public LineRenderer style(int series, Paint paint, Stroke stroke) {
        setSeriesPaint(series, paint, false);
        setSeriesStroke(series, stroke, false);
        return this;
    }

    @Override
    public XYItemRendererState initialise(
            Graphics2D g2, Rectangle2D area, XYPlot plot, XYDataset data, PlotRenderingInfo info) {
        if (data instanceof SeriesDataset series) {
            series.fitLines(plot.getDomainAxis().getRange(), area.getWidth());
        }
        return super.initialise(g2, area, plot, data, info);
    }

    @Override
    public boolean getItemShapeVisible(int series, int item) {
        XYDataset data = getPlot().getDataset(getPlot().getIndexOf(this));
        return absent(data, series, item - 1) && absent(data, series, item + 1);
    }

    private static boolean absent(XYDataset data, int series, int item) {
        return item < 0 || item >= data.getItemCount(series) || Double.isNaN(data.getYValue(series, item));
    }
}
