package dev.plimsoll.charts.run;

import dev.plimsoll.charts.plot.DecadeAxis;
import dev.plimsoll.charts.plot.EmptyNote;
import dev.plimsoll.charts.plot.LimitLine;
import dev.plimsoll.charts.plot.LineRenderer;
import dev.plimsoll.charts.plot.LoadMark;
import dev.plimsoll.charts.plot.MarkerRenderer;
import dev.plimsoll.charts.plot.MarkerRenderer.Look;
import dev.plimsoll.charts.plot.Markers;
import dev.plimsoll.charts.plot.Plots;
import dev.plimsoll.charts.plot.PointLabel;
import dev.plimsoll.charts.plot.RoundAxis;
import dev.plimsoll.charts.plot.Series;
import dev.plimsoll.charts.plot.Ticks;
import dev.plimsoll.charts.run.LegendKey.Sign;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.style.Role;
import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.metrics.StageSummary.SloResult;
import dev.plimsoll.engine.report.LoadLine;
import dev.plimsoll.engine.report.MetricNames;
import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.report.Objectives;
import dev.plimsoll.engine.report.StageNames;
import java.awt.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jfree.chart.plot.XYPlot;

/**
 * Latency against achieved throughput: the open-loop stages as a curve in order of their rate, closed loops as single diamonds, the
 * objective and the load line. The curve is drawn linear between stages, as the load line reads it, so on the logarithmic axis a
 * steep part is bent.
 */
final class LatencyThroughputChart {
    private static final String ID = "latency-throughput";
    private static final double HEADROOM = 1.2;
    private static final double SIDE_ROOM = 1.15;
    /** Points per part of the curve, so that a straight line looks right on a logarithmic axis. */
    private static final int BEND = 24;
    /** More labels than this would cover each other. */
    private static final int MOST_LABELS = 4;

    private final RunFacts facts;
    private final ChartStyle style;
    private final String tag;
    private final String tail;
    private final List<StageSummary> curve;
    private final List<StageSummary> closed;

    LatencyThroughputChart(RunFacts facts, ChartStyle style) {
        this.facts = facts;
        this.style = style;
        this.tag = facts.loadLine() instanceof LoadLine.Crossing line
                ? line.failsFirst().metric()
                : facts.has("ttft") ? "ttft" : "latency";
        this.tail = facts.tail(tag);
        List<StageSummary> stages = facts.stages().stream()
                .filter(s -> RunFacts.ms(s, tag, tail) != null)
                .toList();
        List<StageSummary> open = stages.stream()
                .filter(StageSummary::openLoop)
                .sorted(Comparator.comparingDouble(LatencyThroughputChart::order))
                .toList();
        // Without any schedule the closed loops, in order of their streams, are the curve.
        this.curve = open.isEmpty() ? stages : open;
        this.closed = open.isEmpty()
                ? List.of()
                : stages.stream().filter(s -> !s.openLoop()).toList();
    }

    private static double order(StageSummary stage) {
        Double offered = stage.rates().offered();
        return offered == null ? stage.rates().requests() : offered;
    }

    ChartView view() {
        List<StageSummary> all = new ArrayList<>(curve);
        all.addAll(closed);
        Optional<SloResult> slo = facts.objective(tag);
        double right = all.stream().mapToDouble(s -> s.rates().requests()).max().orElse(0);
        double least = values(all, "p50", tail).min().orElse(10);
        double most = values(all, tail).max().orElse(1000);
        double limit = slo.map(SloResult::max).orElse(most);
        RoundAxis x = RoundAxis.ofNumbers("achieved throughput, req/s");
        x.setRange(0, right > 0 ? Ticks.roundUp(right * SIDE_ROOM, 10) : 1);
        DecadeAxis y = new DecadeAxis(null, Math.min(least, limit), Math.max(most, limit) * HEADROOM);
        XYPlot plot = Plots.create(style, x, y);
        Plots.add(
                plot,
                List.of(line("p50"), line(tail)),
                new LineRenderer()
                        .style(0, style.color(Role.S5), ChartStyle.PLANNED)
                        .style(1, style.color(Role.S1), ChartStyle.STRONG));
        markers(plot);
        limitAndLoadLine(plot, slo);
        labels(plot);
        if (all.isEmpty()) {
            plot.addAnnotation(new EmptyNote("No request completed.", style), false);
        }
        String subtitle = MetricNames.of(tag) + ", log";
        return new ChartView(ID, "Latency against throughput", subtitle, legend(), Plots.chart(plot), hover(all));
    }

    /** A statistic in milliseconds, NaN where the stage has none. */
    private double ms(StageSummary stage, String stat) {
        Double value = RunFacts.ms(stage, tag, stat);
        return value == null ? Double.NaN : value;
    }

    private DoubleStream values(List<StageSummary> stages, String... stats) {
        return stages.stream()
                .flatMapToDouble(s -> Stream.of(stats).mapToDouble(stat -> ms(s, stat)))
                .filter(v -> !Double.isNaN(v));
    }

    private Series line(String stat) {
        DoubleStream.Builder x = DoubleStream.builder();
        DoubleStream.Builder y = DoubleStream.builder();
        double lastX = Double.NaN;
        double lastY = Double.NaN;
        for (StageSummary stage : curve) {
            double nextX = stage.rates().requests();
            double nextY = ms(stage, stat);
            for (int i = 1; i < BEND && !Double.isNaN(lastY + nextY); i++) {
                x.add(lastX + (nextX - lastX) * i / BEND);
                y.add(lastY + (nextY - lastY) * i / BEND);
            }
            x.add(nextX);
            y.add(nextY);
            lastX = nextX;
            lastY = nextY;
        }
        return new Series(MetricNames.stat(stat), x.build().toArray(), y.build().toArray());
    }

    private void markers(XYPlot plot) {
        List<Series> series = List.of(
                points("p50 of stages", "p50", curve),
                points("tail of stages", tail, curve),
                points("closed loops", tail, closed));
        Shape curveShape =
                facts.stages().stream().noneMatch(StageSummary::openLoop) ? Markers.diamond() : Markers.circle();
        MarkerRenderer renderer = new MarkerRenderer(
                List.of(
                        curve.stream()
                                .map(s -> new Look(Markers.square(), false))
                                .toList(),
                        curve.stream()
                                .map(s -> new Look(curveShape, !s.openLoop() || few(s)))
                                .toList(),
                        closed.stream()
                                .map(s -> new Look(Markers.diamond(), true))
                                .toList()),
                style.color(Role.CARD));
        renderer.setSeriesPaint(0, style.color(Role.S5));
        renderer.setSeriesPaint(1, style.color(Role.S1));
        renderer.setSeriesPaint(2, style.color(Role.S1));
        renderer.setDefaultOutlineStroke(ChartStyle.FINE);
        Plots.add(plot, series, renderer);
    }

    private boolean few(StageSummary stage) {
        MetricSummary metric = stage.metrics().get(tag);
        return metric != null && metric.tooFew().contains(tail);
    }

    private Series points(String name, String stat, List<StageSummary> stages) {
        return new Series(
                name,
                stages.stream().mapToDouble(s -> s.rates().requests()).toArray(),
                stages.stream().mapToDouble(s -> ms(s, stat)).toArray());
    }

    private void limitAndLoadLine(XYPlot plot, Optional<SloResult> slo) {
        slo.ifPresent(s -> plot.addAnnotation(new LimitLine(s.max(), "SLO " + MetricNames.of(s), style), false));
        if (facts.loadLine() instanceof LoadLine.Crossing line) {
            String label = "load line " + Numbers.three(line.requestsPerSecond()) + " req/s";
            plot.addAnnotation(
                    LoadMark.upright(line.requestsPerSecond(), line.failsFirst().max(), label, style), false);
        }
    }

    private void labels(XYPlot plot) {
        List<StageSummary> shown = new ArrayList<>();
        if (facts.loadLine() instanceof LoadLine.Crossing line) {
            curve.stream().filter(s -> s.index() == line.below()).forEach(s -> label(plot, s, true));
            curve.stream().filter(s -> s.index() == line.above()).forEach(s -> label(plot, s, false));
        } else if (!curve.isEmpty()) {
            shown.add(curve.getLast());
        }
        if (closed.size() <= MOST_LABELS) {
            shown.addAll(closed);
        }
        shown.forEach(s -> label(plot, s, false));
    }

    private void label(XYPlot plot, StageSummary stage, boolean left) {
        double y = ms(stage, tail);
        plot.addAnnotation(new PointLabel(stage.rates().requests(), y, StageNames.label(stage), left, style), false);
    }

    private List<LegendKey> legend() {
        boolean open = facts.stages().stream().anyMatch(StageSummary::openLoop);
        List<LegendKey> legend = new ArrayList<>(List.of(
                new LegendKey(MetricNames.stat(tail), open ? Sign.CIRCLE : Sign.DIAMOND, style.color(Role.S1)),
                new LegendKey("p50", Sign.SQUARE, style.color(Role.S5))));
        if (!closed.isEmpty()) {
            legend.add(new LegendKey(MetricNames.stat(tail) + " of closed loops", Sign.DIAMOND, style.color(Role.S1)));
        }
        return legend;
    }

    private List<HoverPoint> hover(List<StageSummary> stages) {
        return stages.stream()
                .sorted(Comparator.comparingDouble(s -> s.rates().requests()))
                .map(s -> {
                    List<String> lines = new ArrayList<>();
                    lines.add(StageNames.numbered(s.index()) + ", " + StageNames.of(s));
                    lines.add("achieved " + Numbers.three(s.rates().requests()) + " req/s");
                    for (String stat : List.of(tail, "p50")) {
                        lines.add(MetricNames.of(tag) + " " + MetricNames.stat(stat) + " "
                                + Numbers.duration(RunFacts.ms(s, tag, stat)));
                    }
                    if (few(s)) {
                        lines.add(Objectives.needs(tail));
                    }
                    return new HoverPoint(s.rates().requests(), ms(s, tail), lines, s.index());
                })
                .toList();
    }
}
