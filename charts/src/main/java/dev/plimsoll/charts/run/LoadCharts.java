package dev.plimsoll.charts.run;

import dev.plimsoll.charts.plot.LineRenderer;
import dev.plimsoll.charts.plot.LoadMark;
import dev.plimsoll.charts.plot.Plots;
import dev.plimsoll.charts.plot.Series;
import dev.plimsoll.charts.plot.StackRenderer;
import dev.plimsoll.charts.run.LegendKey.Sign;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.style.Role;
import dev.plimsoll.engine.metrics.StageSeries;
import dev.plimsoll.engine.report.LoadLine;
import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.trust.GrowthLine;
import dev.plimsoll.engine.trust.SaturationReport;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jfree.chart.plot.XYPlot;

/** Charts of load over the time of a run: what was offered, what came back, what was in flight, what failed. */
final class LoadCharts {
    private final RunFacts facts;
    private final ChartStyle style;
    private final Timeline timeline;
    private final TimeFrame frame;

    LoadCharts(RunFacts facts, ChartStyle style) {
        this.facts = facts;
        this.style = style;
        this.timeline = facts.timeline();
        this.frame = new TimeFrame(facts, style);
    }

    ChartView throughput() {
        Series offered = timeline.offered("offered");
        Series achieved = timeline.rate("achieved", s -> s.series().completed());
        double line = facts.loadLine() instanceof LoadLine.Crossing crossing ? crossing.requestsPerSecond() : 0;
        XYPlot plot = frame.plot(TimeFrame.linear(Math.max(TimeFrame.most(0, offered, achieved), line)));
        Plots.add(
                plot,
                List.of(offered, achieved),
                new LineRenderer()
                        .style(0, style.color(Role.S6), ChartStyle.PLANNED)
                        .style(1, style.color(Role.S2), ChartStyle.STRONG));
        frame.mark(plot);
        if (line > 0) {
            plot.addAnnotation(LoadMark.level(line, "load line " + Numbers.three(line), style), false);
        }
        frame.note(plot, !(achieved.max() > 0), "No request completed.");
        List<LegendKey> legend = new ArrayList<>();
        if (!offered.isEmpty()) {
            legend.add(new LegendKey("offered", Sign.DASHED_LINE, style.color(Role.S6)));
        }
        legend.add(new LegendKey("achieved", Sign.LINE, style.color(Role.S2)));
        return frame.view(
                "throughput",
                "Throughput",
                "req/s" + means(),
                legend,
                plot,
                frame.hover(v -> Numbers.three(v) + " req/s", achieved, List.of(achieved, offered)));
    }

    ChartView tokens() {
        Series output = timeline.rate("output", s -> s.series().outputTokens());
        XYPlot plot = frame.plot(TimeFrame.linear(TimeFrame.most(0, output)));
        Plots.add(plot, List.of(output), new LineRenderer().style(0, style.color(Role.S2), ChartStyle.STRONG));
        frame.mark(plot);
        frame.note(plot, !(output.max() > 0), "No output token came.");
        return frame.view(
                "tokens",
                "Token throughput",
                "tok/s" + means(),
                List.of(new LegendKey("output", Sign.LINE, style.color(Role.S2))),
                plot,
                frame.hover(v -> Numbers.three(v) + " tok/s", output, List.of(output)));
    }

    ChartView concurrency() {
        Series inFlight = timeline.rate("in flight", s -> s.series().inFlight());
        XYPlot plot = frame.plot(TimeFrame.linear(TimeFrame.most(0, inFlight)));
        Series prefill = timeline.rate("prefill", s -> s.series().prefill());
        Series decode = timeline.rate("decode", s -> s.series().decode());
        Plots.add(
                plot,
                List.of(prefill, decode, inFlight),
                new LineRenderer()
                        .style(0, style.color(Role.S4), ChartStyle.FINE)
                        .style(1, style.color(Role.S1), ChartStyle.FINE)
                        .style(2, style.color(Role.S4), ChartStyle.STRONG));
        frame.mark(plot);
        List<LegendKey> legend = new ArrayList<>();
        legend.add(new LegendKey("in flight", Sign.LINE, style.color(Role.S4)));
        if (!prefill.isEmpty()) {
            legend.add(new LegendKey("prefill", Sign.FINE_LINE, style.color(Role.S4)));
            legend.add(new LegendKey("decode", Sign.FINE_LINE, style.color(Role.S1)));
        }
        List<GrowthTrend> trends = trends();
        trends.forEach(t -> plot.addAnnotation(t.mark(style), false));
        if (!trends.isEmpty()) {
            legend.add(new LegendKey("trend", Sign.DASHED_LINE, style.color(Role.LOAD)));
        }
        frame.note(plot, inFlight.isEmpty(), "No request was sent.");
        return frame.view(
                "concurrency",
                "Concurrency",
                "requests in flight" + means(),
                legend,
                plot,
                frame.hover(Numbers::three, inFlight, List.of(inFlight, prefill, decode)));
    }

    /** How the requests in flight grew where a detector saw them grow. */
    private List<GrowthTrend> trends() {
        List<GrowthTrend> trends = new ArrayList<>();
        for (SaturationReport report : facts.summary().saturation()) {
            GrowthLine line = report.growth();
            if (line != null) {
                trends.add(GrowthTrend.of(line, timeline.startOf(report.stage())));
            } else if (report.evidence().contains("over_saturation")) {
                timeline.stage(report.stage()).flatMap(LoadCharts::leastSquares).ifPresent(trends::add);
            }
        }
        return trends;
    }

    private static Optional<GrowthTrend> leastSquares(StageSeries stage) {
        double[] inFlight = stage.inFlight();
        double step = stage.stepSeconds();
        // After the last slot requests only end: no part of how they grew.
        int n = inFlight.length;
        while (n > 0 && stage.offered()[n - 1] <= 0) {
            n--;
        }
        return GrowthTrend.leastSquares(
                IntStream.range(0, n)
                        .mapToDouble(i -> stage.startSeconds() + i * step)
                        .toArray(),
                Arrays.copyOf(inFlight, n),
                stage.startSeconds() + n * step);
    }

    ChartView tokensInFlight() {
        Series tokens = timeline.rate("tokens in flight", s -> s.series().tokensInFlight());
        XYPlot plot = frame.plot(TimeFrame.linear(TimeFrame.most(0, tokens)));
        Plots.add(plot, List.of(tokens), new LineRenderer().style(0, style.color(Role.S4), ChartStyle.STRONG));
        frame.mark(plot);
        frame.note(plot, tokens.isEmpty(), "No token count is known.");
        return frame.view(
                "tokens-in-flight",
                "Tokens in flight",
                "tok of requests in flight" + means(),
                List.of(new LegendKey("tokens in flight", Sign.LINE, style.color(Role.S4))),
                plot,
                frame.hover(v -> Numbers.three(v) + " tok", tokens, List.of(tokens)));
    }

    ChartView errors() {
        List<Series> kinds = FailureKinds.of(facts.figures(), timeline);
        double[] sums = new double[kinds.isEmpty() ? 0 : kinds.getFirst().size()];
        kinds.forEach(k -> Arrays.setAll(sums, i -> sums[i] + (Double.isNaN(k.y()[i]) ? 0 : k.y()[i])));
        double top = Arrays.stream(sums).max().orElse(0);
        XYPlot plot = frame.plot(TimeFrame.linear(top));
        List<Color> colors = FailureKinds.ROLES.stream()
                .map(style::color)
                .limit(kinds.size())
                .toList();
        Plots.add(plot, kinds, new StackRenderer(colors, timeline.rateSeconds()));
        frame.mark(plot);
        frame.note(plot, kinds.isEmpty(), "No request failed.");
        List<LegendKey> legend = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) {
            legend.add(new LegendKey(kinds.get(i).name(), Sign.BAND, colors.get(i)));
        }
        return frame.view(
                "errors",
                "Errors",
                "failed req/s" + means(),
                legend,
                plot,
                kinds.isEmpty() ? List.of() : frame.hover(v -> Numbers.three(v) + " req/s", kinds.getFirst(), kinds));
    }

    private String means() {
        return ", means over " + Numbers.span(timeline.rateSeconds());
    }
}
