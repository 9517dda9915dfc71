package dev.plimsoll.charts.live;

import dev.plimsoll.charts.plot.EmptyNote;
import dev.plimsoll.charts.plot.Plots;
import dev.plimsoll.charts.plot.RoundAxis;
import dev.plimsoll.charts.plot.SaturationMark;
import dev.plimsoll.charts.plot.Series;
import dev.plimsoll.charts.plot.StageBands;
import dev.plimsoll.charts.plot.Ticks;
import dev.plimsoll.charts.run.HoverPoint;
import dev.plimsoll.charts.run.LazyHover;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.engine.metrics.LiveSnapshot.Stage;
import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.report.StageNames;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;

/** What the live charts have in common: the time axis, the stages behind the data, the saturation before it, what a pointer shows. */
final class LiveFrame {
    /** Room above the data for the stages' rates. */
    static final double HEADROOM = 1.16;

    private static final int AXIS_PARTS = 10;

    private final LiveCharts charts;
    private final ChartStyle style;

    LiveFrame(LiveCharts charts, ChartStyle style) {
        this.charts = charts;
        this.style = style;
    }

    XYPlot plot(ValueAxis range) {
        RoundAxis time = RoundAxis.ofTime();
        time.setRange(charts.view().from(), charts.view().to());
        return Plots.create(style, time, range);
    }

    /** From 0 to a round end above a value. */
    static ValueAxis linear(double top) {
        RoundAxis axis = RoundAxis.ofNumbers(null);
        axis.setRange(0, top > 0 ? Ticks.roundUp(top * HEADROOM, AXIS_PARTS) : 1);
        return axis;
    }

    /** Stages behind the data, each with its rate or without. */
    void bands(XYPlot plot, boolean labelled) {
        List<StageBands.Band> bands = charts.stages().stream()
                .map(s -> new StageBands.Band(s.startSeconds(), s.endSeconds(), labelled ? label(s) : ""))
                .toList();
        Plots.addBehind(plot, new StageBands(bands, style));
    }

    /** Stages and saturation. */
    void mark(XYPlot plot) {
        bands(plot, true);
        saturation(plot);
    }

    void saturation(XYPlot plot) {
        for (LiveView.Saturated saturated : charts.view().saturated()) {
            double to = charts.stage(saturated.stage())
                    .map(s -> s.exact() ? s.endSeconds() : charts.view().to())
                    .orElse(charts.view().to());
            if (to > saturated.from()) {
                plot.addAnnotation(new SaturationMark(saturated.from(), to, false, style), false);
            }
        }
    }

    private static String label(Stage stage) {
        Object rate = stage.strategy().get("rate");
        if (rate instanceof Number n) {
            return Numbers.brief(n.doubleValue()) + " req/s";
        }
        Object streams = stage.strategy().get("streams");
        if (streams instanceof Number n) {
            return Numbers.count(n.longValue(), "stream", "streams");
        }
        return StageNames.of(stage.strategy(), stage.displayName());
    }

    void note(XYPlot plot, Series series, String text) {
        if (series.isEmpty()) {
            plot.addAnnotation(new EmptyNote(text, style), false);
        }
    }

    /** One hover a step; the first series leads, all have the same abscissae. */
    List<HoverPoint> hover(Steps steps, DoubleFunction<String> text, Series... shown) {
        Series leading = shown[0];
        int[] present = IntStream.range(0, leading.size())
                .filter(i -> !Double.isNaN(leading.y()[i]))
                .toArray();
        return new LazyHover(present.length, n -> {
            int i = present[n];
            double x = leading.x()[i];
            int stage = stageAt(x);
            List<String> lines = new ArrayList<>();
            lines.add(Numbers.clock(x)
                    + charts.stage(stage)
                            .map(s -> " · " + StageNames.numbered(s.index()) + ", "
                                    + StageNames.of(s.strategy(), s.displayName()))
                            .orElse(""));
            for (Series series : shown) {
                if (i < series.size() && !Double.isNaN(series.y()[i])) {
                    lines.add(series.name() + " ~" + text.apply(series.y()[i]));
                }
            }
            return new HoverPoint(x, leading.y()[i], lines, stage);
        });
    }

    private int stageAt(double seconds) {
        int found = HoverPoint.NO_STAGE;
        for (Stage stage : charts.stages()) {
            if (stage.startSeconds() <= seconds) {
                found = stage.index();
            }
        }
        return found;
    }
}
