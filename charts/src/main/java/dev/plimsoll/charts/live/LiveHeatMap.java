package dev.plimsoll.charts.live;

import dev.plimsoll.charts.plot.DecadeAxis;
import dev.plimsoll.charts.plot.HeatCells;
import dev.plimsoll.charts.plot.HeatCells.Cell;
import dev.plimsoll.charts.plot.LineRenderer;
import dev.plimsoll.charts.plot.Plots;
import dev.plimsoll.charts.plot.Series;
import dev.plimsoll.charts.run.ChartView;
import dev.plimsoll.charts.run.LazyHover;
import dev.plimsoll.charts.run.LegendKey;
import dev.plimsoll.charts.run.LegendKey.Sign;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.style.Role;
import dev.plimsoll.engine.metrics.LiveCells;
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
        List<Cell> cells = new ArrayList<>();
        int first = LiveCells.CELLS;
        int last = -1;
        for (int step = 0; step < steps.size(); step++) {
            long[] counts = new long[LiveCells.CELLS];
            for (LiveCells latency : steps.latencies(step)) {
                for (int i = 0; i < latency.counts().length; i++) {
                    counts[latency.first() + i] += latency.counts()[i];
                }
            }
            for (int cell = 0; cell < counts.length; cell++) {
                if (counts[cell] > 0) {
                    first = Math.min(first, cell);
                    last = Math.max(last, cell);
                    cells.add(new Cell(
                            steps.from(step),
                            steps.to(step),
                            LiveCells.edgeMs(cell),
                            LiveCells.edgeMs(cell + 1),
                            counts[cell]));
                }
            }
        }
        HeatCells heat = new HeatCells(cells, style);
        XYPlot plot = frame.plot(
                last < 0
                        ? new DecadeAxis(null, 100, 10_000)
                        : new DecadeAxis(null, LiveCells.edgeMs(first), LiveCells.edgeMs(last + 1)));
        Series none = new Series("latency", new double[0], new double[0]);
        Plots.add(plot, List.of(none), new LineRenderer());
        plot.addAnnotation(heat, false);
        frame.saturation(plot);
        List<LegendKey> legend = new ArrayList<>();
        if (cells.isEmpty()) {
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
