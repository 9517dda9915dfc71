package dev.plimsoll.charts.run;

import dev.plimsoll.charts.plot.DecadeAxis;
import dev.plimsoll.charts.plot.HeatCells;
import dev.plimsoll.charts.plot.LineRenderer;
import dev.plimsoll.charts.plot.Plots;
import dev.plimsoll.charts.plot.RoundAxis;
import dev.plimsoll.charts.plot.Series;
import dev.plimsoll.charts.plot.UprightLimit;
import dev.plimsoll.charts.run.LegendKey.Sign;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.style.Role;
import dev.plimsoll.engine.metrics.LiveCells;
import dev.plimsoll.engine.metrics.StageFigures;
import dev.plimsoll.engine.metrics.ValueCounts;
import dev.plimsoll.engine.report.MetricNames;
import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.report.StageNames;
import java.awt.Stroke;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.jfree.chart.plot.XYPlot;

/** Where values lie: over the time of the run as a heat map, and of single stages as histograms. */
final class DistributionCharts {
    /** Columns of the heat map. */
    private static final int COLUMNS = 120;
    /** Most bars of a histogram; more are merged. */
    private static final int MOST_BARS = 40;

    private static final double HEADROOM = 1.08;

    private final RunFacts facts;
    private final ChartStyle style;
    private final Timeline timeline;
    private final TimeFrame frame;

    DistributionCharts(RunFacts facts, ChartStyle style) {
        this.facts = facts;
        this.style = style;
        this.timeline = facts.timeline();
        this.frame = new TimeFrame(facts, style);
    }

    ChartView heatMap(String tag) {
        double width = timeline.columnSeconds(COLUMNS);
        HeatGrid grid = new HeatGrid();
        for (StageFigures stage : facts.figures()) {
            List<LiveCells> steps = stage.detail().cells().getOrDefault(tag, List.of());
            double step = stage.series().stepSeconds();
            int group = Math.max(1, (int) Math.round(width / step));
            for (int from = 0; from < steps.size(); from += group) {
                int to = Math.min(steps.size(), from + group);
                double start = stage.series().startSeconds();
                grid.column(start + from * step, start + to * step, steps.subList(from, to));
            }
        }
        XYPlot plot = frame.plot(grid.axis());
        Plots.add(plot, List.of(new Series(MetricNames.of(tag), new double[0], new double[0])), new LineRenderer());
        HeatCells heat = grid.mark(style);
        plot.addAnnotation(heat, false);
        frame.saturation(plot);
        frame.limit(plot, facts.objective(tag));
        frame.note(plot, grid.isEmpty(), "No request completed.");
        List<LegendKey> legend = grid.isEmpty()
                ? List.of()
                : List.of(new LegendKey("1–" + Numbers.count(heat.most()), Sign.RAMP, style.color(Role.S1)));
        return frame.view(
                tag + "-heat-map",
                title(tag) + " heat map",
                "log · requests per " + Numbers.span(Math.max(width, timeline.stepSeconds())),
                legend,
                plot,
                List.of());
    }

    private static String title(String tag) {
        return tag.equals("latency") ? "Request latency" : MetricNames.of(tag);
    }

    ChartView histogram() {
        String tag = facts.hasCurve("ttft") ? "ttft" : "latency";
        List<StageFigures> stages = facts.leading(
                facts.figures().stream().filter(s -> counts(s, tag).isPresent()).toList());
        int merge = merge(stages, tag);
        List<Series> shares = stages.stream().map(s -> outline(s, tag, merge)).toList();
        double least = shares.stream().mapToDouble(s -> s.x()[0]).min().orElse(10);
        double most =
                shares.stream().mapToDouble(s -> s.x()[s.size() - 1]).max().orElse(1000);
        double top = shares.stream().mapToDouble(Series::max).max().orElse(0);
        RoundAxis range = RoundAxis.ofNumbers(null);
        range.setRange(0, top > 0 ? top * HEADROOM : 1);
        DecadeAxis domain = new DecadeAxis(title(tag), least, most);
        XYPlot plot = Plots.create(style, domain, range);
        LineRenderer lines = new LineRenderer();
        List<LegendKey> legend = new ArrayList<>();
        for (int i = 0; i < shares.size(); i++) {
            Role role = i == 0 ? Role.S1 : Role.S4;
            Stroke stroke = i == 0 ? ChartStyle.STRONG : ChartStyle.PLANNED;
            lines.style(i, style.color(role), stroke);
            legend.add(new LegendKey(
                    StageNames.of(stages.get(i).summary()), i == 0 ? Sign.LINE : Sign.DASHED_LINE, style.color(role)));
        }
        Plots.add(plot, shares, lines);
        facts.objective(tag)
                .ifPresent(slo -> plot.addAnnotation(
                        new UprightLimit(slo.max(), "SLO " + Numbers.limit(slo.max()), style), false));
        frame.note(plot, shares.isEmpty(), "No request completed.");
        return new ChartView(
                "histogram",
                (tag.equals("ttft") ? "TTFT" : "Latency") + " histogram",
                "% of requests, log",
                legend,
                Plots.chart(plot),
                hover(stages, shares));
    }

    private static Optional<ValueCounts> counts(StageFigures stage, String tag) {
        return stage.detail().counts().stream()
                .filter(c -> c.metric().equals(tag))
                .findFirst();
    }

    /** How many cells make a bar, so that all stages have few enough. */
    private static int merge(List<StageFigures> stages, String tag) {
        int cells = stages.stream()
                .mapToInt(s -> counts(s, tag).orElseThrow().counts().length)
                .max()
                .orElse(1);
        int merge = 1;
        while (cells > MOST_BARS * merge) {
            merge *= 2;
        }
        return merge;
    }

    /** The outline of a histogram, % of the stage's requests: up and down at the edges of its bars, 0 at both ends. */
    private static Series outline(StageFigures stage, String tag, int merge) {
        ValueCounts counts = counts(stage, tag).orElseThrow();
        double total = counts.total();
        int from = Math.floorDiv(counts.first(), merge);
        int to = Math.floorDiv(counts.first() + counts.counts().length - 1, merge) + 1;
        double[] bars = new double[to - from];
        for (int i = 0; i < counts.counts().length; i++) {
            bars[Math.floorDiv(counts.first() + i, merge) - from] += 100 * counts.counts()[i] / total;
        }
        DoubleStream.Builder x = DoubleStream.builder();
        DoubleStream.Builder y = DoubleStream.builder();
        x.add(ValueCounts.edgeMs(from * merge));
        y.add(0);
        for (int i = 0; i < bars.length; i++) {
            x.add(ValueCounts.edgeMs((from + i) * merge)).add(ValueCounts.edgeMs((from + i + 1) * merge));
            y.add(bars[i]).add(bars[i]);
        }
        x.add(ValueCounts.edgeMs(to * merge));
        y.add(0);
        return new Series(
                StageNames.numbered(stage.summary().index()),
                x.build().toArray(),
                y.build().toArray());
    }

    private static List<HoverPoint> hover(List<StageFigures> stages, List<Series> outlines) {
        List<HoverPoint> points = new ArrayList<>();
        for (int s = 0; s < stages.size(); s++) {
            Series outline = outlines.get(s);
            StageFigures stage = Objects.requireNonNull(stages.get(s));
            for (int i = 1; i + 1 < outline.size() - 1; i += 2) {
                points.add(new HoverPoint(
                        Math.sqrt(outline.x()[i] * outline.x()[i + 1]),
                        outline.y()[i],
                        List.of(
                                StageNames.numbered(stage.summary().index()) + ", " + StageNames.of(stage.summary()),
                                Numbers.duration(outline.x()[i]) + " to " + Numbers.duration(outline.x()[i + 1]),
                                Numbers.three(outline.y()[i]) + " % of requests"),
                        stage.summary().index()));
            }
        }
        points.sort(java.util.Comparator.comparingDouble(HoverPoint::x));
        return points;
    }
}
