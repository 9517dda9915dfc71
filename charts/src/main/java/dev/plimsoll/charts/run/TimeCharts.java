package dev.plimsoll.charts.run;

import dev.plimsoll.charts.plot.BandRenderer;
import dev.plimsoll.charts.plot.DecadeAxis;
import dev.plimsoll.charts.plot.EmptyNote;
import dev.plimsoll.charts.plot.LimitLine;
import dev.plimsoll.charts.plot.LineRenderer;
import dev.plimsoll.charts.plot.LoadMark;
import dev.plimsoll.charts.plot.Plots;
import dev.plimsoll.charts.plot.RoundAxis;
import dev.plimsoll.charts.plot.SaturationMark;
import dev.plimsoll.charts.plot.Series;
import dev.plimsoll.charts.plot.StageBands;
import dev.plimsoll.charts.run.LegendKey.Sign;
import dev.plimsoll.charts.run.Timeline.Merge;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.style.Role;
import dev.plimsoll.engine.metrics.StageFigures;
import dev.plimsoll.engine.metrics.StageSeries;
import dev.plimsoll.engine.metrics.StageSummary.SloResult;
import dev.plimsoll.engine.report.LoadLine;
import dev.plimsoll.engine.report.MetricNames;
import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.report.StageNames;
import dev.plimsoll.engine.trust.SaturationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;

/** Charts over the time of a run: stages tinted, saturation marked. */
final class TimeCharts {
    /** Room above the data for the stages' rates. */
    private static final double HEADROOM = 1.16;
    /** Two lines nearer than this cannot be told apart on a logarithmic axis. */
    private static final double VISIBLE = 1.02;

    private final RunFacts facts;
    private final ChartStyle style;
    private final Timeline timeline;

    TimeCharts(RunFacts facts, ChartStyle style) {
        this.facts = facts;
        this.style = style;
        this.timeline = facts.timeline();
    }

    ChartView throughput() {
        Series offered = timeline.offered("offered");
        Series achieved = timeline.rate("achieved", StageSeries::completed);
        boolean open = !offered.isEmpty();
        double top = Stream.of(offered, achieved)
                .mapToDouble(Series::max)
                .filter(v -> !Double.isNaN(v))
                .max()
                .orElse(0);
        double line = facts.loadLine() instanceof LoadLine.Crossing crossing ? crossing.requestsPerSecond() : 0;
        XYPlot plot = plot(linear(Math.max(top, line)));
        Plots.add(
                plot,
                List.of(offered, achieved),
                new LineRenderer()
                        .style(0, style.color(Role.S6), ChartStyle.PLANNED)
                        .style(1, style.color(Role.S2), ChartStyle.STRONG));
        mark(plot);
        if (line > 0) {
            plot.addAnnotation(LoadMark.level(line, "load line " + Numbers.three(line), style), false);
        }
        if (!(achieved.max() > 0)) {
            plot.addAnnotation(new EmptyNote("No request completed.", style), false);
        }
        List<LegendKey> legend = new ArrayList<>();
        if (open) {
            legend.add(new LegendKey("offered", Sign.DASHED_LINE, style.color(Role.S6)));
        }
        legend.add(new LegendKey("achieved", Sign.LINE, style.color(Role.S2)));
        String subtitle = "req/s, means over " + Numbers.span(timeline.rateSeconds());
        return view(
                "throughput",
                "Throughput",
                subtitle,
                legend,
                plot,
                hover(v -> Numbers.three(v) + " req/s", achieved, List.of(achieved, offered)));
    }

    ChartView concurrency() {
        Series inFlight = timeline.rate("in flight", StageSeries::inFlight);
        XYPlot plot = plot(linear(inFlight.isEmpty() ? 0 : inFlight.max()));
        Plots.add(plot, List.of(inFlight), new LineRenderer().style(0, style.color(Role.S4), ChartStyle.STRONG));
        mark(plot);
        if (inFlight.isEmpty()) {
            plot.addAnnotation(new EmptyNote("No request was sent.", style), false);
        }
        return view(
                "concurrency",
                "Concurrency",
                "requests in flight, means over " + Numbers.span(timeline.rateSeconds()),
                List.of(new LegendKey("in flight", Sign.LINE, style.color(Role.S4))),
                plot,
                hover(Numbers::three, inFlight, List.of(inFlight)));
    }

    ChartView ttft() {
        Series p50 = timeline.percentile("p50", StageSeries::ttftP50Ms, Merge.MEDIAN);
        Series p99 = timeline.percentile("p99", StageSeries::ttftP99Ms, Merge.MAX);
        Optional<SloResult> slo = facts.objective("ttft");
        XYPlot plot = plot(log(slo, p50, p99));
        Plots.add(plot, List.of(p50, p99), new BandRenderer(style.color(Role.S1, ChartStyle.BAND)));
        Plots.add(
                plot,
                List.of(p50, p99),
                new LineRenderer()
                        .style(0, style.color(Role.S1), ChartStyle.STRONG)
                        .style(1, style.color(Role.S5), ChartStyle.FINE));
        mark(plot);
        limit(plot, slo);
        if (p50.isEmpty()) {
            boolean answered = facts.has("latency");
            plot.addAnnotation(
                    new EmptyNote(
                            answered ? "No first token: the answers were not streamed." : "No first token arrived.",
                            style),
                    false);
        }
        return view(
                "ttft",
                "TTFT",
                "log",
                List.of(
                        new LegendKey("p50", Sign.LINE, style.color(Role.S1)),
                        new LegendKey("p99", Sign.FINE_LINE, style.color(Role.S5)),
                        new LegendKey("p50–p99", Sign.BAND, style.color(Role.S1, ChartStyle.BAND))),
                plot,
                hover(Numbers::duration, p99, List.of(p99, p50)));
    }

    ChartView latencyPercentiles() {
        Series p50 = timeline.percentile("p50", StageSeries::latencyP50Ms, Merge.MEDIAN);
        Series p90 = timeline.percentile("p90", StageSeries::latencyP90Ms, Merge.MAX);
        Series p99 = timeline.percentile("p99", StageSeries::latencyP99Ms, Merge.MAX);
        Series scheduled = departures(
                timeline.percentile("p99 from schedule", StageSeries::latencyFromScheduleP99Ms, Merge.MAX), p99);
        Optional<SloResult> slo = facts.objective("latency");
        XYPlot plot = plot(log(slo, p50, p90, p99, scheduled));
        Plots.add(plot, List.of(p50, p99), new BandRenderer(style.color(Role.S1, ChartStyle.BAND)));
        Plots.add(
                plot,
                List.of(scheduled, p50, p90, p99),
                new LineRenderer()
                        .style(0, style.color(Role.S6), ChartStyle.PLANNED)
                        .style(1, style.color(Role.S1), ChartStyle.STRONG)
                        .style(2, style.color(Role.S5), ChartStyle.FINE)
                        .style(3, style.color(Role.S1), ChartStyle.FINE));
        mark(plot);
        limit(plot, slo);
        if (p50.isEmpty()) {
            plot.addAnnotation(new EmptyNote("No request completed.", style), false);
        }
        List<LegendKey> legend = new ArrayList<>(List.of(
                new LegendKey("p50", Sign.LINE, style.color(Role.S1)),
                new LegendKey("p90", Sign.FINE_LINE, style.color(Role.S5)),
                new LegendKey("p99", Sign.FINE_LINE, style.color(Role.S1))));
        if (!scheduled.isEmpty()) {
            legend.add(new LegendKey("p99 from schedule", Sign.DASHED_LINE, style.color(Role.S6)));
        }
        return view(
                "latency-percentiles",
                "Request latency",
                "log",
                legend,
                plot,
                hover(Numbers::duration, p99, List.of(scheduled, p99, p90, p50)));
    }

    /** A line only where it leaves another: where both agree there is nothing to see. */
    private static Series departures(Series series, Series from) {
        double[] y = new double[series.size()];
        for (int i = 0; i < y.length; i++) {
            y[i] = series.y()[i] > from.y()[i] * VISIBLE ? series.y()[i] : Double.NaN;
        }
        return new Series(series.name(), series.x(), y);
    }

    private XYPlot plot(ValueAxis range) {
        RoundAxis time = RoundAxis.ofTime();
        time.setRange(timeline.range());
        return Plots.create(style, time, range);
    }

    private static ValueAxis linear(double top) {
        RoundAxis axis = RoundAxis.ofNumbers(null);
        axis.setRange(0, top > 0 ? top * HEADROOM : 1);
        return axis;
    }

    private static ValueAxis log(Optional<SloResult> slo, Series... series) {
        double least = Stream.of(series)
                .mapToDouble(Series::min)
                .filter(v -> !Double.isNaN(v))
                .min()
                .orElse(10);
        double most = Stream.of(series)
                .mapToDouble(Series::max)
                .filter(v -> !Double.isNaN(v))
                .max()
                .orElse(1000);
        double limit = slo.map(SloResult::max).orElse(most);
        return new DecadeAxis(null, Math.min(least, limit), Math.max(most, limit) * HEADROOM);
    }

    private void mark(XYPlot plot) {
        Plots.addBehind(plot, new StageBands(timeline.bands(), style));
        for (SaturationReport report : facts.summary().saturation()) {
            double from = timeline.startOf(report.stage()) + report.atSeconds();
            plot.addAnnotation(new SaturationMark(from, timeline.endOf(report.stage()), style), false);
        }
    }

    private void limit(XYPlot plot, Optional<SloResult> slo) {
        slo.ifPresent(s -> plot.addAnnotation(
                new LimitLine(s.max(), "SLO " + MetricNames.stat(s.stat()) + " ≤ " + Numbers.limit(s.max()), style),
                false));
    }

    /** One hover per point of the leading series; the others have the same abscissae. */
    private List<HoverPoint> hover(DoubleFunction<String> text, Series leading, List<Series> shown) {
        List<HoverPoint> points = new ArrayList<>();
        for (int i = 0; i < leading.size(); i++) {
            if (Double.isNaN(leading.y()[i])) {
                continue;
            }
            StageFigures stage = timeline.stageAt(leading.x()[i]);
            List<String> lines = new ArrayList<>();
            lines.add(Numbers.clock(leading.x()[i]) + " · "
                    + StageNames.numbered(stage.summary().index()) + ", " + StageNames.of(stage.summary()));
            for (Series series : shown) {
                if (!Double.isNaN(series.y()[i])) {
                    lines.add(series.name() + " " + text.apply(series.y()[i]));
                }
            }
            points.add(new HoverPoint(
                    leading.x()[i], leading.y()[i], lines, stage.summary().index()));
        }
        return points;
    }

    private static ChartView view(
            String id, String title, String subtitle, List<LegendKey> legend, XYPlot plot, List<HoverPoint> hover) {
        return new ChartView(id, title, subtitle, legend, Plots.chart(plot), hover);
    }
}
