package dev.plimsoll.charts.run;

import dev.plimsoll.charts.plot.EmptyNote;
import dev.plimsoll.charts.plot.LineRenderer;
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
import dev.plimsoll.engine.report.JointRegion;
import dev.plimsoll.engine.report.MetricNames;
import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.report.StageNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jfree.chart.plot.XYPlot;

/** Stages against each other: what more load costs. */
final class TradeOffCharts {
    private static final String PER_USER = "outputTokensPerSecondPerUser";
    private static final double ROOM = 1.12;
    /** Labels closer than this many stages of the front would cover each other. */
    private static final int MOST_LABELS = 6;

    private final RunFacts facts;
    private final ChartStyle style;

    TradeOffCharts(RunFacts facts, ChartStyle style) {
        this.facts = facts;
        this.style = style;
    }

    ChartView operatingPoints(double level, JointRegion region) {
        String tag = facts.has("ttft") ? "ttft" : "latency";
        OperatingPoints points = OperatingPoints.of(facts.figures(), tag, level);
        Set<String> closed = facts.stages().stream()
                .filter(s -> !s.openLoop())
                .flatMap(s -> java.util.stream.Stream.of(
                        StageNames.of(s), StageNames.numbered(s.index()) + ", " + StageNames.of(s)))
                .collect(Collectors.toSet());
        return UncertaintyPlot.view(
                "operating-points",
                "Operating points",
                "mean " + MetricNames.of(tag) + ", " + points.restsOn(),
                points.data(),
                region,
                closed,
                "No request completed.",
                style);
    }

    ChartView pareto() {
        List<StageSummary> stages = facts.stages().stream()
                .filter(s -> perUser(s) > 0)
                .sorted(Comparator.comparingDouble(TradeOffCharts::perUser))
                .toList();
        List<StageSummary> front = front(stages);
        List<StageSummary> others =
                stages.stream().filter(s -> !front.contains(s)).toList();
        RoundAxis x = RoundAxis.ofNumbers("output for one user, tok/s (median)");
        RoundAxis y = RoundAxis.ofNumbers(null);
        x.setRange(
                0,
                end(stages.stream().mapToDouble(TradeOffCharts::perUser).max().orElse(0)));
        y.setRange(
                0, end(stages.stream().mapToDouble(TradeOffCharts::output).max().orElse(0)));
        XYPlot plot = Plots.create(style, x, y);
        Series onFront = points("front", front);
        Plots.add(plot, List.of(onFront), new LineRenderer().style(0, style.color(Role.S2), ChartStyle.STRONG));
        MarkerRenderer markers = new MarkerRenderer(List.of(looks(others), looks(front)), style.color(Role.CARD));
        markers.setSeriesPaint(0, style.color(Role.S6));
        markers.setSeriesPaint(1, style.color(Role.S2));
        markers.setDefaultOutlineStroke(ChartStyle.FINE);
        Plots.add(plot, List.of(points("other stages", others), points("stages of the front", front)), markers);
        (front.size() <= MOST_LABELS ? front : List.of(front.getFirst(), front.getLast()))
                .forEach(s -> plot.addAnnotation(
                        new PointLabel(perUser(s), output(s), StageNames.label(s), true, style), false));
        if (stages.isEmpty()) {
            plot.addAnnotation(new EmptyNote("No time per token in these answers.", style), false);
        }
        List<LegendKey> legend = new ArrayList<>();
        legend.add(new LegendKey("front", Sign.CIRCLE, style.color(Role.S2)));
        if (!others.isEmpty()) {
            legend.add(new LegendKey("outdone in both", Sign.CIRCLE, style.color(Role.S6)));
        }
        return new ChartView(
                "pareto", "Pareto front", "output of all users, tok/s", legend, Plots.chart(plot), hover(stages));
    }

    private static double end(double most) {
        return most > 0 ? Ticks.roundUp(most * ROOM, 10) : 1;
    }

    /** The stages that no other beats in both figures; given and returned by what one user gets, ascending. */
    private static List<StageSummary> front(List<StageSummary> stages) {
        List<StageSummary> front = new ArrayList<>();
        double best = Double.NEGATIVE_INFINITY;
        for (StageSummary stage : stages.reversed()) {
            if (output(stage) > best) {
                best = output(stage);
                front.addFirst(stage);
            }
        }
        return front;
    }

    /** Output tokens/s of the median user, 0 where unknown. */
    private static double perUser(StageSummary stage) {
        MetricSummary metric = stage.metrics().get(PER_USER);
        Double median = metric == null ? null : metric.p50();
        return median == null ? 0 : median;
    }

    /** Output tokens/s of all users, 0 where unknown. */
    private static double output(StageSummary stage) {
        Double rate = stage.rates().outputTokens();
        return rate == null ? 0 : rate;
    }

    private static Series points(String name, List<StageSummary> stages) {
        return new Series(
                name,
                stages.stream().mapToDouble(TradeOffCharts::perUser).toArray(),
                stages.stream().mapToDouble(TradeOffCharts::output).toArray());
    }

    private static List<Look> looks(List<StageSummary> stages) {
        return stages.stream()
                .map(s -> s.openLoop() ? new Look(Markers.circle(), false) : new Look(Markers.diamond(), true))
                .toList();
    }

    private static List<HoverPoint> hover(List<StageSummary> stages) {
        return stages.stream()
                .map(s -> new HoverPoint(
                        perUser(s),
                        output(s),
                        List.of(
                                StageNames.numbered(s.index()) + ", " + StageNames.of(s),
                                "one user " + Numbers.three(perUser(s)) + " tok/s",
                                "all users " + Numbers.three(output(s)) + " tok/s"),
                        s.index()))
                .toList();
    }
}
