package dev.plimsoll.charts.run;

import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jspecify.annotations.Nullable;

/**
 * A chart and what stands around it. The title, the unit and the legend belong to the card that shows it, not into the plot.
 *
 * @param id stable name, also of its file: {@code latency-throughput}
 * @param title what it shows
 * @param subtitle unit, scale or window, muted beside the title
 * @param legend entries, in drawing order
 * @param chart transparent, without title and legend
 * @param hover what a pointer shows, ascending in x
 * @param marks what a pointer shows near a mark that stands upright in the chart; their y means nothing
 * @param finder says what lies under a pointer where it is not the nearest of {@code hover}, else null
 * @param table the data where they are no series, else null
 */
public record ChartView(
        String id,
        String title,
        String subtitle,
        List<LegendKey> legend,
        JFreeChart chart,
        List<HoverPoint> hover,
        List<HoverPoint> marks,
        @Nullable HoverFinder finder,
        @Nullable TableSource table) {
    /** A chart whose data are series. */
    public ChartView(
            String id,
            String title,
            String subtitle,
            List<LegendKey> legend,
            JFreeChart chart,
            List<HoverPoint> hover,
            List<HoverPoint> marks) {
        this(id, title, subtitle, legend, chart, hover, marks, null, null);
    }

    /** A chart without marks to point at. */
    public ChartView(
            String id,
            String title,
            String subtitle,
            List<LegendKey> legend,
            JFreeChart chart,
            List<HoverPoint> hover) {
        this(id, title, subtitle, legend, chart, hover, List.of());
    }

    public ChartView {
        marks = List.copyOf(marks);
        legend = List.copyOf(legend);
        hover = hover instanceof LazyHover ? hover : List.copyOf(hover);
    }
}
