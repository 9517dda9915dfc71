package dev.plimsoll.charts.live;

import dev.plimsoll.charts.plot.HeatCells;
import dev.plimsoll.charts.plot.LineRenderer;
import dev.plimsoll.charts.plot.Plots;
import dev.plimsoll.charts.plot.Series;
import dev.plimsoll.charts.run.ChartView;
import dev.plimsoll.charts.run.HeatGrid;
import dev.plimsoll.charts.run.LazyHover;
import dev.plimsoll.charts.run.LegendKey;
import dev.plimsoll.charts.run.LegendKey.Sign;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.style.Role;
import dev.plimsoll.engine.report.Numbers;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.plot.XYPlot;

/** Request latency over time as a heat map, one column a step. */
final class LiveHeatMap {
    private final LiveCharts charts;
    private final LiveFrame frame;
    private final ChartStyle style;

    LiveHeatMap(LiveCharts charts, ChartStyle style) {
        this.charts = charts;
        this.frame = new LiveFrame(charts, style);
        this.style = style;
    }

    ChartView view() {
        Steps steps = charts.columns();
        HeatGrid grid = new HeatGrid();
        for (int step = 0; step < steps.size(); step++) {
            grid.column(steps.from(step), steps.to(step), steps.latencies(step));
        }
        HeatCells heat = grid.mark(style);
        XYPlot plot = frame.plot(grid.axis());
        Series none = new Series("latency", new double[0], new double[0]);
        Plots.add(plot, List.of(none), new LineRenderer());
        plot.addAnnotation(heat, false);
        frame.saturation(plot);
        List<LegendKey> legend = new ArrayList<>();
        if (grid.isEmpty()) {
            frame.note(plot, none, "No request completed yet.");
        } else {
            legend.add(new LegendKey("1–" + Numbers.count(heat.most()), Sign.RAMP, style.color(Role.S1)));
        }
        return new ChartView(
                "live-latency",
                "Request latency",
                "log · requests per " + Numbers.span(steps.seconds()),
                legend,
                Plots.chart(plot),
                new LazyHover(0, i -> {
                    throw new IndexOutOfBoundsException(i);
                }));
    }
}
