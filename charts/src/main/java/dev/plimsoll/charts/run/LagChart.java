package dev.plimsoll.charts.run;

import dev.plimsoll.charts.plot.DecadeAxis;
import dev.plimsoll.charts.plot.LimitLine;
import dev.plimsoll.charts.plot.LineRenderer;
import dev.plimsoll.charts.plot.Plots;
import dev.plimsoll.charts.plot.Series;
import dev.plimsoll.charts.run.LegendKey.Sign;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.style.Role;
import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.trust.LiveTrust;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.plot.XYPlot;

/** How late the generator itself was, over the time of the run, with the limits of the verdict. */
final class LagChart {
    private static final double US_PER_MS = 1000;
    private static final double LEAST_MS = 0.01;

    private final RunFacts facts;
    private final ChartStyle style;

    LagChart(RunFacts facts, ChartStyle style) {
        this.facts = facts;
        this.style = style;
    }

    ChartView view() {
        TimeFrame frame = new TimeFrame(facts, style);
        Series send = facts.timeline()
                .percentile("send lag", s -> Timeline.band(s, "sendLag").p99Ms());
        Series loop = facts.timeline()
                .percentile("loop lag", s -> Timeline.band(s, "loopLag").p99Ms());
        double suspect = LiveTrust.SEND_LAG_SUSPECT_US / US_PER_MS;
        double invalid = LiveTrust.SEND_LAG_INVALID_US / US_PER_MS;
        double least = TimeFrame.least(LEAST_MS, send, loop);
        double most = Math.max(invalid, TimeFrame.most(invalid, send, loop));
        XYPlot plot = frame.plot(new DecadeAxis(null, Math.min(LEAST_MS, least), most * 2));
        Plots.add(
                plot,
                List.of(send, loop),
                new LineRenderer()
                        .style(0, style.color(Role.S6), ChartStyle.STRONG)
                        .style(1, style.color(Role.S5), ChartStyle.FINE));
        frame.bands(plot);
        plot.addAnnotation(
                LimitLine.steady(suspect, "SUSPECT above " + Numbers.limit(suspect), Role.WARNING, style), false);
        plot.addAnnotation(
                LimitLine.steady(invalid, "INVALID above " + Numbers.limit(invalid), Role.DANGER, style), false);
        frame.note(plot, send.isEmpty(), "No request was sent.");
        List<LegendKey> legend = new ArrayList<>();
        legend.add(new LegendKey("send lag", Sign.LINE, style.color(Role.S6)));
        if (!loop.isEmpty()) {
            legend.add(new LegendKey("loop lag", Sign.FINE_LINE, style.color(Role.S5)));
        }
        return new ChartView(
                "generator-lag",
                "Generator lag",
                "p99 of each second, log",
                legend,
                Plots.chart(plot),
                frame.hover(Numbers::duration, send, List.of(send, loop)));
    }
}
