package dev.plimsoll.charts.viewer;

import dev.plimsoll.charts.plot.DecadeAxis;
import dev.plimsoll.charts.plot.LineRenderer;
import dev.plimsoll.charts.plot.Plots;
import dev.plimsoll.charts.plot.RoundAxis;
import dev.plimsoll.charts.plot.Series;
import dev.plimsoll.charts.plot.SeriesDataset;
import dev.plimsoll.charts.run.ChartView;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.style.Role;
import java.util.List;
import java.util.SplittableRandom;
import org.jfree.chart.plot.XYPlot;

/** A series of latencies as long as one likes, and the steps of somebody who zooms into it and pans about. */
final class LongSeries {
    /** Steps after which they begin anew. */
    static final int STEPS = 64;

    private LongSeries() {}

    /** Latencies around 100 ms, one every 0.1 ms, with rare spikes and a gap. */
    static Series of(int points) {
        SplittableRandom random = new SplittableRandom(1);
        double[] x = new double[points];
        double[] y = new double[points];
        for (int i = 0; i < points; i++) {
            x[i] = i * 1e-4;
            boolean gap = i > points * 0.6 && i < points * 0.62;
            y[i] = gap ? Double.NaN : (60 + 80 * random.nextDouble()) * (random.nextInt(10_000) == 0 ? 30 : 1);
        }
        return new Series("latency", x, y);
    }

    /** The chart of prepared data. */
    static ChartView chart(SeriesDataset data) {
        Series series = data.series().getFirst();
        RoundAxis time = RoundAxis.ofTime();
        time.setRange(0, series.x()[series.size() - 1]);
        XYPlot plot = Plots.create(ChartStyle.LIGHT, time, new DecadeAxis(null, 50, 5000));
        plot.setDataset(0, data);
        plot.setRenderer(0, new LineRenderer().style(0, ChartStyle.LIGHT.color(Role.S1), ChartStyle.FINE), false);
        return new ChartView("long", "Latency", "every request", List.of(), Plots.chart(plot), List.of());
    }

    /** One step: zooming from all of it to a ten-thousandth and back, panning all the while. */
    static XRange step(int number, double end) {
        double phase = (double) number / STEPS;
        double share = Math.pow(10, -4 * (0.5 - 0.5 * Math.cos(2 * Math.PI * phase)));
        double from = (1 - share) * (0.5 + 0.4 * Math.sin(6 * Math.PI * phase)) * end;
        return new XRange(from, from + share * end);
    }
}
