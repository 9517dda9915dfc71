package dev.plimsoll.charts.picture;

import dev.plimsoll.charts.run.ChartView;
import dev.plimsoll.charts.run.HoverPoint;
import dev.plimsoll.charts.svg.SvgDrawing;
import java.awt.geom.Rectangle2D;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;

/**
 * A chart as SVG for a page, without title and legend, and where its points lie in it.
 *
 * @param svg the drawing
 * @param plot the area between the axes, in the drawing's units
 * @param points what a pointer shows, with x and y in the drawing's units
 */
public record InlineChart(String svg, Rectangle2D plot, List<HoverPoint> points) {
    /** Nearer than this a pointer hardly tells two points apart, px. */
    private static final double APART = 6;

    public InlineChart {
        points = List.copyOf(points);
    }

    /** Draws a chart; {@code id} is unique in the page. */
    public static InlineChart of(ChartView view, String id, int width, int height) {
        ChartRenderingInfo info = new ChartRenderingInfo(null);
        String label = view.title() + ", " + view.subtitle();
        String svg = SvgDrawing.inline(
                id,
                label,
                width,
                height,
                g2 -> view.chart().draw(g2, new Rectangle2D.Double(0, 0, width, height), info));
        Rectangle2D area = info.getPlotInfo().getDataArea();
        XYPlot plot = view.chart().getXYPlot();
        ValueAxis domain = plot.getDomainAxis();
        ValueAxis range = plot.getRangeAxis();
        List<HoverPoint> points = view.hover().stream()
                .map(p -> new HoverPoint(
                        domain.valueToJava2D(p.x(), area, plot.getDomainAxisEdge()),
                        range.valueToJava2D(p.y(), area, plot.getRangeAxisEdge()),
                        p.lines(),
                        p.stage()))
                .filter(p -> Double.isFinite(p.x()) && Double.isFinite(p.y()))
                .toList();
        if (view.finder() != null) {
            return new InlineChart(svg, area, points.size() > width ? apart(points) : points);
        }
        return new InlineChart(svg, area, points.size() > width ? highest(points) : points);
    }

    /** Of points that lie almost on each other the first, where they lie all over the chart. */
    private static List<HoverPoint> apart(List<HoverPoint> points) {
        Map<Long, HoverPoint> places = new LinkedHashMap<>();
        points.forEach(p -> places.putIfAbsent(Math.round(p.x() / APART) << 32 | Math.round(p.y() / APART), p));
        return List.copyOf(places.values());
    }

    /** Of the points that share a pixel column the highest, which is the one people point at. */
    private static List<HoverPoint> highest(List<HoverPoint> points) {
        Map<Long, HoverPoint> columns = new LinkedHashMap<>();
        points.forEach(p -> columns.merge(Math.round(p.x()), p, (a, b) -> b.y() < a.y() ? b : a));
        return List.copyOf(columns.values());
    }
}
