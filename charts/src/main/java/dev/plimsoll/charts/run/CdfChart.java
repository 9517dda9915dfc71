package dev.plimsoll.charts.run;

import dev.plimsoll.charts.plot.DecadeAxis;
import dev.plimsoll.charts.plot.EmptyNote;
import dev.plimsoll.charts.plot.LineRenderer;
import dev.plimsoll.charts.plot.NinesAxis;
import dev.plimsoll.charts.plot.Plots;
import dev.plimsoll.charts.plot.Series;
import dev.plimsoll.charts.plot.UprightLimit;
import dev.plimsoll.charts.run.LegendKey.Sign;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.style.Role;
import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.metrics.QuantileCurve;
import dev.plimsoll.engine.metrics.StageFigures;
import dev.plimsoll.engine.report.LatencyUnit;
import dev.plimsoll.engine.report.MetricNames;
import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.report.StageNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.jfree.chart.plot.XYPlot;

/**
 * Distributions per stage, y stretched as −log(1−p) so that p99 and p99.9 have room. The stages beside the load line stand out (the
 * first and the last where there is none); the others are a muted background to them.
 */
final class CdfChart {
    private static final double OTHERS = 0.45;

    private final RunFacts facts;
    private final ChartStyle style;
    private final String tag;

    CdfChart(RunFacts facts, ChartStyle style) {
        this.facts = facts;
        this.style = style;
        this.tag = facts.hasCurve("ttft") ? "ttft" : "latency";
    }

    ChartView view() {
        Map<StageFigures, Series> curves = new LinkedHashMap<>();
        for (StageFigures stage : facts.figures()) {
            stage.curves().stream()
                    .filter(c -> c.metric().equals(tag) && c.values().length > 0)
                    .findFirst()
                    .ifPresent(c -> curves.put(stage, stretched(stage, c)));
        }
        double least = values(curves).min().orElse(10);
        double most = values(curves).max().orElse(1000);
        double top = curves.values().stream().mapToDouble(Series::max).max().orElse(2);
        DecadeAxis x = new DecadeAxis(MetricNames.of(tag), least, most);
        XYPlot plot = Plots.create(style, x, new NinesAxis(top * 1.05));
        List<StageFigures> leading = facts.leading(new ArrayList<>(curves.keySet()));
        List<Series> drawn = new ArrayList<>();
        LineRenderer renderer = new LineRenderer();
        curves.forEach((stage, series) -> {
            if (!leading.contains(stage)) {
                renderer.style(drawn.size(), style.color(Role.S6, OTHERS), ChartStyle.FINE);
                drawn.add(series);
            }
        });
        List<LegendKey> legend = new ArrayList<>();
        for (StageFigures stage : leading) {
            boolean first = stage == leading.getFirst();
            Role role = first ? Role.S1 : Role.S4;
            renderer.style(drawn.size(), style.color(role), first ? ChartStyle.STRONG : ChartStyle.PLANNED);
            drawn.add(curves.get(stage));
            legend.add(new LegendKey(
                    StageNames.of(stage.summary()), first ? Sign.LINE : Sign.DASHED_LINE, style.color(role)));
        }
        if (curves.size() > leading.size()) {
            legend.add(new LegendKey("other stages", Sign.FINE_LINE, style.color(Role.S6, OTHERS)));
        }
        Plots.add(plot, drawn, renderer);
        facts.objective(tag)
                .ifPresent(slo -> plot.addAnnotation(
                        new UprightLimit(slo.max(), "SLO " + Numbers.limit(slo.max()), style), false));
        if (curves.isEmpty()) {
            plot.addAnnotation(new EmptyNote("No request completed.", style), false);
        }
        return new ChartView(
                "cdf",
                (tag.equals("ttft") ? "TTFT" : "Latency") + " distribution",
                "by stage, log",
                legend,
                Plots.chart(plot),
                hover(leading, curves));
    }

    private static DoubleStream values(Map<StageFigures, Series> curves) {
        return curves.values().stream().flatMapToDouble(s -> DoubleStream.of(s.x()));
    }

    /** The curve in milliseconds; the largest value stands half a request below all of them, because log(0) has no place. */
    private Series stretched(StageFigures stage, QuantileCurve curve) {
        MetricSummary metric = stage.summary().metrics().get(tag);
        double count = metric == null ? curve.values().length : metric.count();
        double last = 1 - 0.5 / Math.max(1, count);
        DoubleStream.Builder x = DoubleStream.builder();
        DoubleStream.Builder y = DoubleStream.builder();
        for (int i = 0; i < curve.values().length; i++) {
            double ms = LatencyUnit.toMs(curve.values()[i], curve.unit());
            if (ms > 0) {
                x.add(ms);
                y.add(NinesAxis.stretch(Math.min(last, curve.fractions()[i])));
            }
        }
        return new Series(
                StageNames.numbered(curve.stage()),
                x.build().toArray(),
                y.build().toArray());
    }

    private List<HoverPoint> hover(List<StageFigures> leading, Map<StageFigures, Series> curves) {
        List<HoverPoint> points = new ArrayList<>();
        for (StageFigures stage : leading) {
            MetricSummary metric = stage.summary().metrics().get(tag);
            if (metric == null) {
                continue;
            }
            for (String stat : List.of("p50", "p90", "p99", "p999")) {
                Double value = metric.stat(stat);
                if (value == null || value <= 0 || !curves.containsKey(stage)) {
                    continue;
                }
                double fraction = stat.equals("p999") ? 0.999 : Double.parseDouble(stat.substring(1)) / 100;
                double ms = LatencyUnit.toMs(value, metric.unit());
                String few = metric.tooFew().contains(stat) ? " (few)" : "";
                points.add(new HoverPoint(
                        ms,
                        NinesAxis.stretch(fraction),
                        List.of(
                                StageNames.numbered(stage.summary().index()) + ", " + StageNames.of(stage.summary()),
                                MetricNames.stat(stat) + " " + Numbers.duration(ms) + few),
                        stage.summary().index()));
            }
        }
        points.sort(Comparator.comparingDouble(HoverPoint::x));
        return points;
    }
}
