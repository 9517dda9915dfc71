package dev.plimsoll.charts.run;

import dev.plimsoll.charts.plot.BandRenderer;
import dev.plimsoll.charts.plot.DecadeAxis;
import dev.plimsoll.charts.plot.EmptyNote;
import dev.plimsoll.charts.plot.EventMark;
import dev.plimsoll.charts.plot.LimitLine;
import dev.plimsoll.charts.plot.LineRenderer;
import dev.plimsoll.charts.plot.Plots;
import dev.plimsoll.charts.plot.RoundAxis;
import dev.plimsoll.charts.plot.SaturationMark;
import dev.plimsoll.charts.plot.Series;
import dev.plimsoll.charts.plot.StageBands;
import dev.plimsoll.charts.run.LegendKey.Sign;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.style.Role;
import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.StageFigures;
import dev.plimsoll.engine.metrics.StageSummary.SloResult;
import dev.plimsoll.engine.report.MetricNames;
import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.report.StageNames;
import dev.plimsoll.engine.trust.SaturationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;

/** What charts over the time of a run have in common: the axis, the stages behind the data, saturation before it, what a pointer shows. */
final class TimeFrame {
    /** Room above the data for the stages' rates. */
    private static final double HEADROOM = 1.16;
    /** Constraints that say how long a stage is: their end is no event. */
    private static final Set<String> PLANNED_ENDS = Set.of("max_duration", "max_requests", "max_tokens");

    private final RunFacts facts;
    private final ChartStyle style;
    private final Timeline timeline;

    TimeFrame(RunFacts facts, ChartStyle style) {
        this.facts = facts;
        this.style = style;
        this.timeline = facts.timeline();
    }

    XYPlot plot(ValueAxis range) {
        RoundAxis time = RoundAxis.ofTime();
        time.setRange(timeline.range());
        return Plots.create(style, time, range);
    }

    /** From 0 to above a value. */
    static ValueAxis linear(double top) {
        RoundAxis axis = RoundAxis.ofNumbers(null);
        axis.setRange(0, top > 0 ? top * HEADROOM : 1);
        return axis;
    }

    /** Logarithmic, ms, around series and objective. */
    static ValueAxis log(Optional<SloResult> slo, Series... series) {
        double least = least(10, series);
        double most = most(1000, series);
        double limit = slo.map(SloResult::max).orElse(most);
        return new DecadeAxis(null, Math.min(least, limit), Math.max(most, limit) * HEADROOM);
    }

    static double least(double otherwise, Series... series) {
        return Stream.of(series)
                .mapToDouble(Series::min)
                .filter(v -> !Double.isNaN(v))
                .min()
                .orElse(otherwise);
    }

    static double most(double otherwise, Series... series) {
        return Stream.of(series)
                .mapToDouble(Series::max)
                .filter(v -> !Double.isNaN(v))
                .max()
                .orElse(otherwise);
    }

    /** Two percentiles with the band between them. */
    void percentiles(XYPlot plot, Series p50, Series p99, Role strong, Role fine) {
        Plots.add(plot, List.of(p50, p99), new BandRenderer(style.color(strong, ChartStyle.BAND)));
        Plots.add(
                plot,
                List.of(p50, p99),
                new LineRenderer()
                        .style(0, style.color(strong), ChartStyle.STRONG)
                        .style(1, style.color(fine), ChartStyle.FINE));
        mark(plot);
    }

    List<LegendKey> percentileLegend(Role strong, Role fine) {
        return List.of(
                new LegendKey("p50", Sign.LINE, style.color(strong)),
                new LegendKey("p99", Sign.FINE_LINE, style.color(fine)),
                new LegendKey("p50–p99", Sign.BAND, style.color(strong, ChartStyle.BAND)));
    }

    /** Stages and saturation; needs data. */
    void mark(XYPlot plot) {
        bands(plot);
        saturation(plot);
    }

    void saturation(XYPlot plot) {
        for (Stop stop : stops()) {
            plot.addAnnotation(new EventMark(stop.at(), stop.what(), style), false);
        }
        for (SaturationReport report : facts.summary().saturation()) {
            double from = timeline.startOf(report.stage()) + report.atSeconds();
            plot.addAnnotation(new SaturationMark(from, timeline.endOf(report.stage()), style), false);
        }
    }

    /** A constraint ended a stage before what was planned for it. */
    private record Stop(double at, int stage, String what) {}

    private List<Stop> stops() {
        List<Stop> stops = new ArrayList<>();
        for (RunSummary.Stage stage : facts.summary().stages()) {
            int index = stage.figures().index();
            stage.stoppedBy().stream()
                    .map(RunSummary.StoppedBy::kind)
                    .filter(kind -> !PLANNED_ENDS.contains(kind))
                    .forEach(kind -> stops.add(new Stop(
                            timeline.endOf(index), index, StageNames.numbered(index) + " stopped by " + kind)));
        }
        return stops;
    }

    /** What a pointer shows near the marks of saturation and of constraints. */
    private List<HoverPoint> marks() {
        List<HoverPoint> marks = new ArrayList<>();
        for (SaturationReport report : facts.summary().saturation()) {
            double from = timeline.startOf(report.stage()) + report.atSeconds();
            List<String> lines = new ArrayList<>();
            lines.add("Saturated since " + Numbers.clock(from) + " · " + StageNames.numbered(report.stage()));
            lines.add(report.detail());
            lines.add("evidence: " + String.join(", ", report.evidence()));
            if (report.growth() != null) {
                lines.add(GrowthTrend.of(report.growth(), 0).words());
            }
            marks.add(new HoverPoint(from, Double.NaN, lines, report.stage()));
        }
        for (Stop stop : stops()) {
            marks.add(new HoverPoint(
                    stop.at(), Double.NaN, List.of(Numbers.clock(stop.at()), stop.what()), stop.stage()));
        }
        return marks;
    }

    /** Stages behind the data; needs data. */
    void bands(XYPlot plot) {
        Plots.addBehind(plot, new StageBands(timeline.bands(), style));
    }

    void limit(XYPlot plot, Optional<SloResult> slo) {
        slo.ifPresent(s -> plot.addAnnotation(
                new LimitLine(s.max(), "SLO " + MetricNames.stat(s.stat()) + " ≤ " + Numbers.limit(s.max()), style),
                false));
    }

    void note(XYPlot plot, boolean empty, String text) {
        if (empty) {
            plot.addAnnotation(new EmptyNote(text, style), false);
        }
    }

    /** One hover per point of the leading series; the others have the same abscissae. */
    List<HoverPoint> hover(DoubleFunction<String> text, Series leading, List<Series> shown) {
        int[] present = IntStream.range(0, leading.size())
                .filter(i -> !Double.isNaN(leading.y()[i]))
                .toArray();
        return new LazyHover(present.length, n -> {
            int i = present[n];
            StageFigures stage = timeline.stageAt(leading.x()[i]);
            List<String> lines = new ArrayList<>();
            lines.add(when(leading.x()[i], stage));
            for (Series series : shown) {
                if (i < series.size() && !Double.isNaN(series.y()[i])) {
                    lines.add(series.name() + " " + text.apply(series.y()[i]));
                }
            }
            return new HoverPoint(
                    leading.x()[i], leading.y()[i], lines, stage.summary().index());
        });
    }

    /** {@code 9:31 · stage 10, Poisson 44.0}. */
    static String when(double seconds, StageFigures stage) {
        return Numbers.clock(seconds) + " · "
                + StageNames.numbered(stage.summary().index()) + ", " + StageNames.of(stage.summary());
    }

    ChartView view(
            String id, String title, String subtitle, List<LegendKey> legend, XYPlot plot, List<HoverPoint> hover) {
        return new ChartView(id, title, subtitle, legend, Plots.chart(plot), hover, marks());
    }
}
