package dev.plimsoll.charts.plot;

import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.geom.Path2D;
import org.jfree.data.xy.XYDataset;

/** Fills the area between the two series of its dataset, lower first; a gap in either is a gap in the band. */
@SuppressWarnings("serial") // JFreeChart's renderers are serialisable, a chart here never is
public final class BandRenderer extends ItemRenderer {
    private static final long serialVersionUID = 1L;

    private final transient Paint fill;

    /** A band of one paint. */
    public BandRenderer(Paint fill) {
        this.fill = fill;
    }

    @Override
    void fit(XYDataset data, Pixels at) {
        if (data instanceof SeriesDataset series) {
            series.fitBand(at.domain().getRange(), at.area().getWidth());
        }
    }

    @Override
    void draw(Graphics2D g2, Pixels at, XYDataset data, int series, int item, int pass) {
        // Whole, at the first item.
        if (series == 0 && item == 0) {
            g2.setPaint(fill);
            g2.fill(shape(at, data));
        }
    }

    private static Path2D shape(Pixels at, XYDataset data) {
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
                double x = at.x(data.getXValue(1, i));
                double y = at.y(data.getYValue(1, i));
                if (i == from) {
                    path.moveTo(x, y);
                } else {
                    path.lineTo(x, y);
                }
            }
            for (int i = to; i >= from; i--) {
                path.lineTo(at.x(data.getXValue(0, i)), at.y(data.getYValue(0, i)));
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
