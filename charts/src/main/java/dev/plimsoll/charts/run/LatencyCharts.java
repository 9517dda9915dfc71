package dev.plimsoll.charts.run;

import dev.plimsoll.charts.plot.BandRenderer;
import dev.plimsoll.charts.plot.LineRenderer;
import dev.plimsoll.charts.plot.Plots;
import dev.plimsoll.charts.plot.Series;
import dev.plimsoll.charts.run.LegendKey.Sign;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.style.Role;
import dev.plimsoll.engine.metrics.StageSummary.SloResult;
import dev.plimsoll.engine.report.MetricNames;
import dev.plimsoll.engine.report.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jfree.chart.plot.XYPlot;

/** Charts of latencies over the time of a run. */
final class LatencyCharts {
    /** Two lines nearer than this cannot be told apart on a logarithmic axis. */
    private static final double VISIBLE = 1.02;
    /** An objective further above the data than this would press it flat, and is left out of a linear axis. */
    private static final double FAR = 4;

    private final RunFacts facts;
    private final ChartStyle style;
    private final Timeline timeline;
    private final TimeFrame frame;

    LatencyCharts(RunFacts facts, ChartStyle style) {
        this.facts = facts;
        this.style = style;
        this.timeline = facts.timeline();
        this.frame = new TimeFrame(facts, style);
    }

    ChartView ttft() {
        Series p50 = timeline.percentile("p50", s -> s.series().ttftP50Ms());
        Series p99 = timeline.percentile("p99", s -> s.series().ttftP99Ms());
        Optional<SloResult> slo = facts.objective("ttft");
        XYPlot plot = frame.plot(TimeFrame.log(slo, p50, p99));
        frame.percentiles(plot, p50, p99, Role.S1, Role.S5);
        frame.limit(plot, slo);
        boolean answered = facts.has("latency");
        frame.note(
                plot,
                p50.isEmpty(),
                answered ? "No first token: the answers were not streamed." : "No first token arrived.");
        return frame.view(
                "ttft",
                "TTFT",
                "log",
                frame.percentileLegend(Role.S1, Role.S5),
                plot,
                frame.hover(Numbers::duration, p99, List.of(p99, p50)));
    }

    /** TPOT or ICL: on a linear axis, for they are the pace of reading. */
    ChartView pace(String tag, String subtitle, String ifEmpty) {
        Series p50 = timeline.percentile("p50", s -> Timeline.band(s, tag).p50Ms());
        Series p99 = timeline.percentile("p99", s -> Timeline.band(s, tag).p99Ms());
        double top = TimeFrame.most(0, p50, p99);
        Optional<SloResult> slo = facts.objective(tag).filter(s -> top == 0 || s.max() <= FAR * top);
        XYPlot plot = frame.plot(
                TimeFrame.linear(Math.max(top, slo.map(SloResult::max).orElse(0.0))));
        frame.percentiles(plot, p50, p99, Role.S3, Role.S3);
        frame.limit(plot, slo);
        frame.note(plot, p50.isEmpty(), ifEmpty);
        return frame.view(
                tag,
                MetricNames.of(tag),
                subtitle,
                frame.percentileLegend(Role.S3, Role.S3),
                plot,
                frame.hover(Numbers::duration, p99, List.of(p99, p50)));
    }

    ChartView percentiles() {
        Series p50 = timeline.percentile("p50", s -> s.series().latencyP50Ms());
        Series p90 = timeline.percentile("p90", s -> s.series().latencyP90Ms());
        Series p99 = timeline.percentile("p99", s -> s.series().latencyP99Ms());
        Series scheduled = departures(
                timeline.percentile("p99 from schedule", s -> s.series().latencyFromScheduleP99Ms()), p99);
        Optional<SloResult> slo = facts.objective("latency");
        XYPlot plot = frame.plot(TimeFrame.log(slo, p50, p90, p99, scheduled));
        Plots.add(plot, List.of(p50, p99), new BandRenderer(style.color(Role.S1, ChartStyle.BAND)));
        Plots.add(
                plot,
                List.of(scheduled, p50, p90, p99),
                new LineRenderer()
                        .style(0, style.color(Role.S6), ChartStyle.PLANNED)
                        .style(1, style.color(Role.S1), ChartStyle.STRONG)
                        .style(2, style.color(Role.S5), ChartStyle.FINE)
                        .style(3, style.color(Role.S1), ChartStyle.FINE));
        frame.mark(plot);
        frame.limit(plot, slo);
        frame.note(plot, p50.isEmpty(), "No request completed.");
        List<LegendKey> legend = new ArrayList<>(List.of(
                new LegendKey("p50", Sign.LINE, style.color(Role.S1)),
                new LegendKey("p90", Sign.FINE_LINE, style.color(Role.S5)),
                new LegendKey("p99", Sign.FINE_LINE, style.color(Role.S1))));
        if (!scheduled.isEmpty()) {
            legend.add(new LegendKey("p99 from schedule", Sign.DASHED_LINE, style.color(Role.S6)));
        }
        return frame.view(
                "latency-percentiles",
                "Request latency",
                "log",
                legend,
                plot,
                frame.hover(Numbers::duration, p99, List.of(scheduled, p99, p90, p50)));
    }

    /** A line only where it leaves another: where both agree there is nothing to see. */
    private static Series departures(Series series, Series from) {
        double[] y = new double[series.size()];
        for (int i = 0; i < y.length; i++) {
            y[i] = series.y()[i] > from.y()[i] * VISIBLE ? series.y()[i] : Double.NaN;
        }
        return new Series(series.name(), series.x(), y);
    }
}
