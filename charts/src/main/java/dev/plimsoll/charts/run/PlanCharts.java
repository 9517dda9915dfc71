package dev.plimsoll.charts.run;

import dev.plimsoll.charts.plot.EmptyNote;
import dev.plimsoll.charts.plot.LoadBars;
import dev.plimsoll.charts.plot.Plots;
import dev.plimsoll.charts.plot.RoundAxis;
import dev.plimsoll.charts.plot.RugRenderer;
import dev.plimsoll.charts.plot.Series;
import dev.plimsoll.charts.plot.SpanNote;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.style.Role;
import dev.plimsoll.engine.report.Numbers;
import java.util.Arrays;
import java.util.List;
import org.jfree.chart.plot.XYPlot;

/** Charts of a run to come: its stages over time, and when its requests start. */
public final class PlanCharts {
    /** Room above the highest bar for its label. */
    private static final double HEADROOM = 1.14;
    /** How much of the height the strokes of the arrivals take. */
    private static final double STROKES = 0.86;

    private PlanCharts() {}

    /**
     * The load of every stage over time.
     *
     * @param stages in order
     * @param unit of their load: {@code req/s}
     * @param ifEmpty what to say where there is none
     */
    public static ChartView plannedLoad(List<PlannedStage> stages, String unit, String ifEmpty, ChartStyle style) {
        double end = stages.isEmpty() ? 60 : stages.getLast().endSeconds();
        double top = stages.stream().mapToDouble(PlannedStage::level).max().orElse(0);
        RoundAxis range = RoundAxis.ofNumbers(null);
        range.setRange(0, top > 0 ? top * HEADROOM : 1);
        XYPlot plot = Plots.create(style, RoundAxis.ofSpans(end), range);
        Series series = new Series(
                "planned load (" + unit + ")",
                stages.stream().mapToDouble(PlannedStage::startSeconds).toArray(),
                stages.stream().mapToDouble(PlannedStage::level).toArray());
        Plots.add(
                plot,
                List.of(series),
                new LoadBars(
                        stages.stream()
                                .map(s -> new LoadBars.Bar(s.endSeconds(), s.planned(), s.label()))
                                .toList(),
                        style));
        List<PlannedStage> refined =
                stages.stream().filter(PlannedStage::refined).toList();
        if (!refined.isEmpty()) {
            double highest =
                    refined.stream().mapToDouble(PlannedStage::level).max().orElse(0);
            plot.addAnnotation(
                    new SpanNote(
                            refined.getFirst().startSeconds(),
                            refined.getLast().endSeconds(),
                            highest,
                            "refined",
                            style),
                    false);
        }
        if (stages.isEmpty()) {
            plot.addAnnotation(new EmptyNote(ifEmpty, style), false);
        }
        List<HoverPoint> hover = stages.stream()
                .map(s -> new HoverPoint(
                        s.startSeconds() + s.seconds() / 2,
                        s.level(),
                        List.of(
                                s.name(),
                                (s.planned() ? "" : "about ") + Numbers.three(s.level()) + " " + unit,
                                "for " + Numbers.span(s.seconds())),
                        HoverPoint.NO_STAGE))
                .toList();
        return new ChartView("planned-load", "Planned load", unit + " over time", List.of(), Plots.chart(plot), hover);
    }

    /**
     * The moments at which the first requests of a stage start.
     *
     * @param subtitle which stage and how long
     * @param offsets s after the stage's start, ascending
     * @param seconds how much of the time is shown, above 0
     * @param ifEmpty what to say where no request starts in it
     */
    public static ChartView arrivals(
            String subtitle, double[] offsets, double seconds, String ifEmpty, ChartStyle style) {
        RoundAxis range = RoundAxis.ofNumbers(null);
        range.setRange(0, 1);
        range.setTickLabelsVisible(false);
        XYPlot plot = Plots.create(style, RoundAxis.ofSpans(seconds), range);
        plot.setRangeGridlinesVisible(false);
        double[] heights = new double[offsets.length];
        Arrays.fill(heights, STROKES);
        Plots.add(plot, List.of(new Series("request starts", offsets, heights)), new RugRenderer(style.color(Role.S1)));
        if (offsets.length == 0) {
            plot.addAnnotation(new EmptyNote(ifEmpty, style), false);
        }
        return new ChartView("arrivals", "Arrivals", subtitle, List.of(), Plots.chart(plot), List.of());
    }
}
