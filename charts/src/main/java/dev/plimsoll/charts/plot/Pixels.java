package dev.plimsoll.charts.plot;

import dev.plimsoll.charts.style.ChartStyle;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.xy.XYDataset;

/**
 * Where data lies in a plot that is being drawn.
 *
 * @param area between the axes
 */
record Pixels(XYPlot plot, Rectangle2D area, ValueAxis domain, ValueAxis range) {
    double x(double value) {
        return domain.valueToJava2D(value, area, plot.getDomainAxisEdge());
    }

    double y(double value) {
        return range.valueToJava2D(value, area, plot.getRangeAxisEdge());
    }

    boolean showsX(double value) {
        return domain.getRange().contains(value);
    }

    boolean showsY(double value) {
        return range.getRange().contains(value);
    }

    /** The first place for a mark's text inside that no data and no other mark crosses; else the first inside; else the first. */
    Rectangle2D free(Mark mark, List<Rectangle2D> places) {
        List<Rectangle2D> inside = places.stream().filter(area::contains).toList();
        List<Rectangle2D> candidates = inside.isEmpty() ? places : inside;
        return candidates.stream()
                .filter(place -> isFree(mark, place))
                .findFirst()
                .orElse(candidates.getFirst());
    }

    private boolean isFree(Mark mark, Rectangle2D place) {
        for (Object other : plot.getAnnotations()) {
            Line2D line = other instanceof Mark m && m != mark ? m.line(this) : null;
            if (line != null && line.intersects(place)) {
                return false;
            }
        }
        for (int i = 0; i < plot.getDatasetCount(); i++) {
            XYDataset data = plot.getDataset(i);
            for (int series = 0; data != null && series < data.getSeriesCount(); series++) {
                if (crosses(data, series, plot.getRenderer(i) instanceof MarkerRenderer, place)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean crosses(XYDataset data, int series, boolean points, Rectangle2D place) {
        double lastX = Double.NaN;
        double lastY = Double.NaN;
        for (int item = 0; item < data.getItemCount(series); item++) {
            double x = x(data.getXValue(series, item));
            double y = y(data.getYValue(series, item));
            double r = ChartStyle.MARKER;
            // A rectangle takes NaN, a gap, for a point inside.
            boolean gap = Double.isNaN(y) || (!points && Double.isNaN(lastY));
            if (!gap
                    && (points
                            ? place.intersects(x - r, y - r, 2 * r, 2 * r)
                            : place.intersectsLine(lastX, lastY, x, y))) {
                return true;
            }
            lastX = x;
            lastY = y;
        }
        return false;
    }
}
