package dev.plimsoll.charts.plot;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.Stroke;
import java.awt.geom.Line2D;
import org.jfree.data.xy.XYDataset;

/** Moments as upright strokes from the axis to their value. */
@SuppressWarnings("serial") // JFreeChart's renderers are serialisable, a chart here never is
public final class RugRenderer extends ItemRenderer {
    private static final long serialVersionUID = 1L;
    private static final Stroke STROKE = new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);

    private final transient Paint paint;

    /** Strokes of one paint. */
    public RugRenderer(Paint paint) {
        this.paint = paint;
    }

    @Override
    void draw(Graphics2D g2, Pixels at, XYDataset data, int series, int item, int pass) {
        if (!at.showsX(data.getXValue(series, item))) {
            return;
        }
        double x = at.x(data.getXValue(series, item));
        double top = at.y(data.getYValue(series, item));
        g2.setPaint(paint);
        g2.setStroke(STROKE);
        g2.draw(new Line2D.Double(x, at.area().getMaxY(), x, top));
    }
}
