package dev.plimsoll.charts.live;

import dev.plimsoll.charts.live.Steps.Merge;
import dev.plimsoll.charts.plot.BandRenderer;
import dev.plimsoll.charts.plot.DecadeAxis;
import dev.plimsoll.charts.plot.LimitLine;
import dev.plimsoll.charts.plot.LineRenderer;
import dev.plimsoll.charts.plot.LoadMark;
import dev.plimsoll.charts.plot.Plots;
import dev.plimsoll.charts.plot.Series;
import dev.plimsoll.charts.run.ChartView;
import dev.plimsoll.charts.run.LegendKey;
import dev.plimsoll.charts.run.LegendKey.Sign;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.style.Role;
import dev.plimsoll.engine.metrics.LiveSlo;
import dev.plimsoll.engine.metrics.LiveSnapshot.Point;
import dev.plimsoll.engine.metrics.LiveSnapshot.Stage;
import dev.plimsoll.engine.report.MetricNames;
import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.trust.LiveTrust;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;

/** The live charts over time. */
final class LiveTimeCharts {
    private static final double US_PER_MS = 1000;
    private static final double NOTHING = Double.NEGATIVE_INFINITY;

    private final LiveCharts charts;
    private final LiveFrame frame;
    private final ChartStyle style;

    LiveTimeCharts(LiveCharts charts, ChartStyle style) {
        this.charts = charts;
        this.frame = new LiveFrame(charts, style);
        this.style = style;
    }

    ChartView ttft() {
        Series p50 = charts.fine().series("p50", Point::ttftP50Ms, Merge.MEDIAN, 0);
        Series p99 = charts.fine().series("p99", Point::ttftP99Ms, Merge.MAX, 0);
        Optional<LiveSlo> slo = charts.objective("ttft");
        XYPlot plot = frame.plot(log(20, 2000, slo, p50, p99));
        percentiles(plot, p50, p99, Role.S1, Role.S1);
        limit(plot, slo);
        boolean answered = charts.has(Point::latencyP50Ms);
        frame.note(plot, p50, answered ? "No first token: the answers are not streamed." : "No first token yet.");
        return new ChartView(
                "live-ttft",
                "TTFT",
                "log",
                percentileLegend(Role.S1, Role.S1),
                Plots.chart(plot),
                frame.hover(charts.fine(), Numbers::duration, p99, p50));
    }

    ChartView tpot() {
        boolean tpot = charts.has(Point::tpotP50Ms) || !charts.has(Point::iclP50Ms);
        Series p50 = charts.fine().series("p50", p -> tpot ? p.tpotP50Ms() : p.iclP50Ms(), Merge.MEDIAN, NOTHING);
        Series p99 = charts.fine().series("p99", p -> tpot ? p.tpotP99Ms() : p.iclP99Ms(), Merge.MAX, NOTHING);
        Optional<LiveSlo> slo = charts.objective(tpot ? "tpot" : "icl");
        double top = Stream.of(p50, p99)
                .mapToDouble(Series::max)
                .filter(v -> !Double.isNaN(v))
                .max()
                .orElse(0);
        // A limit far above the data would press the data flat; it is then left out of the picture.
        double limit = slo.map(LiveSlo::maxMs)
                .filter(max -> top == 0 || max <= 4 * top)
                .orElse(0.0);
        XYPlot plot = frame.plot(LiveFrame.linear(Math.max(top, limit)));
        percentiles(plot, p50, p99, Role.S3, Role.S3);
        limit(plot, slo);
        frame.note(
                plot, p50, charts.has(Point::latencyP50Ms) ? "No time per token in these answers." : "No answer yet.");
        return new ChartView(
                "live-tpot",
                tpot ? "TPOT" : "ICL",
                tpot ? "ms" : "ms, between content events",
                percentileLegend(Role.S3, Role.S3),
                Plots.chart(plot),
                frame.hover(charts.fine(), Numbers::duration, p99, p50));
    }

    ChartView throughput() {
        Series offered = charts.rates().series("offered", Point::offered, Merge.MEAN, NOTHING);
        Series achieved = charts.rates().series("achieved", Point::completed, Merge.MEAN, NOTHING);
        double top = Stream.of(offered, achieved)
                .mapToDouble(Series::max)
                .filter(v -> !Double.isNaN(v))
                .max()
                .orElse(0);
        Optional<Stage> ceiling = ceiling();
        double line = ceiling.map(Stage::requestsPerSecond).orElse(0.0);
        XYPlot plot = frame.plot(LiveFrame.linear(Math.max(top, line)));
        Plots.add(
                plot,
                List.of(offered, achieved),
                new LineRenderer()
                        .style(0, style.color(Role.S6), ChartStyle.PLANNED)
                        .style(1, style.color(Role.S2), ChartStyle.STRONG));
        frame.mark(plot);
        ceiling.ifPresent(s -> plot.addAnnotation(
                LoadMark.steady(line, "ceiling " + Numbers.three(line) + ", stage " + (s.index() + 1), style), false));
        frame.note(plot, achieved, "No request completed yet.");
        List<LegendKey> legend = new ArrayList<>();
        if (!offered.isEmpty()) {
            legend.add(new LegendKey("offered", Sign.DASHED_LINE, style.color(Role.S6)));
        }
        legend.add(new LegendKey("achieved", Sign.LINE, style.color(Role.S2)));
        return new ChartView(
                "live-throughput",
                "Throughput",
                "req/s",
                legend,
                Plots.chart(plot),
                frame.hover(charts.rates(), v -> Numbers.three(v) + " req/s", achieved, offered));
    }

    /** What the server could do at most: the throughput stage that ended before. */
    private Optional<Stage> ceiling() {
        return charts.stages().stream()
                .filter(s -> s.exact() && "throughput".equals(s.strategy().get("kind")))
                .max(Comparator.comparingDouble(Stage::requestsPerSecond));
    }

    ChartView inFlight() {
        Series inFlight = charts.rates().series("in flight", Point::inFlight, Merge.MEAN, NOTHING);
        XYPlot plot = frame.plot(LiveFrame.linear(inFlight.isEmpty() ? 0 : inFlight.max()));
        Plots.add(plot, List.of(inFlight), new LineRenderer().style(0, style.color(Role.S4), ChartStyle.STRONG));
        frame.mark(plot);
        List<LegendKey> legend = new ArrayList<>();
        legend.add(new LegendKey("in flight", Sign.LINE, style.color(Role.S4)));
        charts.trend().ifPresent(trend -> {
            plot.addAnnotation(trend.mark(style), false);
            legend.add(new LegendKey("trend", Sign.DASHED_LINE, style.color(Role.LOAD)));
        });
        frame.note(plot, inFlight, "No request sent yet.");
        return new ChartView(
                "live-in-flight",
                "In flight",
                "requests",
                legend,
                Plots.chart(plot),
                frame.hover(charts.rates(), Numbers::three, inFlight));
    }

    ChartView generatorLag() {
        Series send = charts.fine().series("send lag", p -> ms(p.sendLagP99Us()), Merge.MAX, 0);
        Series loop = charts.fine().series("loop lag", p -> ms(p.loopLagP99Us()), Merge.MAX, 0);
        double suspect = LiveTrust.SEND_LAG_SUSPECT_US / US_PER_MS;
        double invalid = LiveTrust.SEND_LAG_INVALID_US / US_PER_MS;
        double least = least(0.01, send, loop);
        double most = Math.max(invalid, most(invalid, send, loop));
        XYPlot plot = frame.plot(new DecadeAxis(null, Math.min(0.01, least), most * 2));
        Plots.add(
                plot,
                List.of(send, loop),
                new LineRenderer()
                        .style(0, style.color(Role.S6), ChartStyle.STRONG)
                        .style(1, style.color(Role.S5), ChartStyle.FINE));
        frame.bands(plot, false);
        plot.addAnnotation(
                LimitLine.steady(suspect, "SUSPECT above " + Numbers.limit(suspect), Role.WARNING, style), false);
        plot.addAnnotation(
                LimitLine.steady(invalid, "INVALID above " + Numbers.limit(invalid), Role.DANGER, style), false);
        frame.note(plot, send, "No request sent yet.");
        return new ChartView(
                "live-generator-lag",
                "Generator lag",
                "p99, log",
                List.of(
                        new LegendKey("send lag", Sign.LINE, style.color(Role.S6)),
                        new LegendKey("loop lag", Sign.FINE_LINE, style.color(Role.S5))),
                Plots.chart(plot),
                frame.hover(charts.fine(), Numbers::duration, send, loop));
    }

    private static @org.jspecify.annotations.Nullable Double ms(@org.jspecify.annotations.Nullable Double us) {
        return us == null ? null : Double.valueOf(us / US_PER_MS);
    }

    private void percentiles(XYPlot plot, Series p50, Series p99, Role strong, Role fine) {
        Plots.add(plot, List.of(p50, p99), new BandRenderer(style.color(strong, ChartStyle.BAND)));
        Plots.add(
                plot,
                List.of(p50, p99),
                new LineRenderer()
                        .style(0, style.color(strong), ChartStyle.STRONG)
                        .style(1, style.color(fine), ChartStyle.FINE));
        frame.mark(plot);
    }

    private List<LegendKey> percentileLegend(Role strong, Role fine) {
        return List.of(
                new LegendKey("p50", Sign.LINE, style.color(strong)),
                new LegendKey("p99", Sign.FINE_LINE, style.color(fine)),
                new LegendKey("p50–p99", Sign.BAND, style.color(strong, ChartStyle.BAND)));
    }

    private void limit(XYPlot plot, Optional<LiveSlo> slo) {
        slo.ifPresent(s -> plot.addAnnotation(
                LimitLine.steady(
                        s.maxMs(),
                        "SLO " + MetricNames.stat(s.stat()) + " ≤ " + Numbers.limit(s.maxMs()),
                        Role.DANGER,
                        style),
                false));
    }

    private static ValueAxis log(double least, double most, Optional<LiveSlo> slo, Series... series) {
        double low = least(least, series);
        double high = most(most, series);
        return new DecadeAxis(
                null,
                slo.map(s -> Math.min(low, s.maxMs())).orElse(low),
                slo.map(s -> Math.max(high, s.maxMs())).orElse(high) * LiveFrame.HEADROOM);
    }

    private static double least(double otherwise, Series... series) {
        return Stream.of(series)
                .mapToDouble(Series::min)
                .filter(v -> !Double.isNaN(v))
                .min()
                .orElse(otherwise);
    }

    private static double most(double otherwise, Series... series) {
        return Stream.of(series)
                .mapToDouble(Series::max)
                .filter(v -> !Double.isNaN(v))
                .max()
                .orElse(otherwise);
    }
}
