package dev.plimsoll.charts.viewer;

import dev.plimsoll.charts.plot.RoundAxis;
import dev.plimsoll.charts.run.ChartView;
import dev.plimsoll.charts.run.HoverFinder;
import dev.plimsoll.charts.run.HoverPoint;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Optional;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;

/**
 * A chart as it was last drawn: where its data lies in pixels, and what is nearest to a place.
 *
 * @param view the chart
 * @param area between the axes, in the pane's pixels
 */
record Drawing(ChartView view, Rectangle2D area) {
    /** A pointer further away than this from the nearest point says nothing of it, px. */
    private static final double REACH = 48;
    /** A pointer as near as this to a mark is told of the mark, px. */
    private static final double MARK_REACH = 4;

    private XYPlot plot() {
        return view.chart().getXYPlot();
    }

    private ValueAxis domain() {
        return plot().getDomainAxis();
    }

    boolean overTime() {
        return domain() instanceof RoundAxis axis && axis.showsTime();
    }

    XRange shown() {
        return new XRange(
                domain().getRange().getLowerBound(), domain().getRange().getUpperBound());
    }

    double x(double value) {
        return domain().valueToJava2D(value, area, plot().getDomainAxisEdge());
    }

    double y(double value) {
        return plot().getRangeAxis().valueToJava2D(value, area, plot().getRangeAxisEdge());
    }

    double valueAt(double px) {
        return domain().java2DToValue(Math.clamp(px, area.getMinX(), area.getMaxX()), area, plot().getDomainAxisEdge());
    }

    /** Whether a piece of x can be shown alone: not of a chart whose x says nothing. */
    boolean zooms() {
        return domain().isVisible();
    }

    boolean contains(double px, double py) {
        return area.contains(px, py);
    }

    /** What is under a pointer: what the chart itself says, else over time the nearest in time, elsewhere the nearest on the screen. */
    Optional<HoverPoint> nearest(double px, double py) {
        Optional<HoverPoint> mark = view.marks().stream()
                .filter(m -> shown().contains(m.x()) && Math.abs(x(m.x()) - px) <= MARK_REACH)
                .findFirst();
        if (mark.isPresent()) {
            return mark;
        }
        HoverFinder finder = view.finder();
        if (finder != null) {
            return finder.at(px, py, area);
        }
        if (overTime()) {
            return nearestTo(valueAt(px));
        }
        HoverPoint best = null;
        double least = REACH * REACH;
        for (HoverPoint point : view.hover()) {
            double dx = x(point.x()) - px;
            double dy = y(point.y()) - py;
            if (shown().contains(point.x()) && dx * dx + dy * dy < least) {
                least = dx * dx + dy * dy;
                best = point;
            }
        }
        return Optional.ofNullable(best);
    }

    /** The point nearest to an abscissa, unless it is far from it. */
    Optional<HoverPoint> nearestTo(double value) {
        List<HoverPoint> points = view.hover();
        int low = 0;
        int high = points.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (points.get(middle).x() < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        HoverPoint best = null;
        for (int i = Math.max(0, low - 1); i < Math.min(points.size(), low + 1); i++) {
            HoverPoint point = points.get(i);
            if (best == null || Math.abs(point.x() - value) < Math.abs(best.x() - value)) {
                best = point;
            }
        }
        boolean near = best != null && shown().contains(best.x()) && Math.abs(x(best.x()) - x(value)) <= REACH;
        return near ? Optional.ofNullable(best) : Optional.empty();
    }

    /** The next shown point to the right ({@code +1}) or left ({@code -1}) of an abscissa. */
    Optional<HoverPoint> next(double value, int direction) {
        return view.hover().stream()
                .filter(p -> shown().contains(p.x()) && (p.x() - value) * direction > 1e-9)
                .reduce((a, b) -> direction > 0 ? a : b);
    }

    /** From the first to the last point of a stage, where the chart is over time and there are at least two. */
    Optional<XRange> span(int stage) {
        double[] xs = view.hover().stream()
                .filter(p -> p.stage() == stage)
                .mapToDouble(HoverPoint::x)
                .toArray();
        return overTime() && xs.length > 1 && xs[0] < xs[xs.length - 1]
                ? Optional.of(new XRange(xs[0], xs[xs.length - 1]))
                : Optional.empty();
    }
}
