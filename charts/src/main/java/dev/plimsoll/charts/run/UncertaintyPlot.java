package dev.plimsoll.charts.run;

import dev.plimsoll.charts.plot.DecadeAxis;
import dev.plimsoll.charts.plot.EmptyNote;
import dev.plimsoll.charts.plot.LineRenderer;
import dev.plimsoll.charts.plot.Markers;
import dev.plimsoll.charts.plot.Plots;
import dev.plimsoll.charts.plot.RoundAxis;
import dev.plimsoll.charts.plot.Series;
import dev.plimsoll.charts.plot.Ticks;
import dev.plimsoll.charts.plot.UncertainRenderer;
import dev.plimsoll.charts.plot.UncertainRenderer.Uncertain;
import dev.plimsoll.charts.run.LegendKey.Sign;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.style.Role;
import dev.plimsoll.engine.report.BenchmarkPoint;
import dev.plimsoll.engine.report.JointRegion;
import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.report.Uncertainty;
import dev.plimsoll.engine.stats.ConfidenceEllipse;
import java.awt.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jfree.chart.plot.XYPlot;

/**
 * {@link Uncertainty} as a chart: throughput lies, latency stands on a logarithmic axis. The window, PNG and SVG draw this same one, so
 * nothing of the contract can differ between them.
 */
public final class UncertaintyPlot {
    private static final List<Role> ROLES = List.of(Role.S1, Role.S4, Role.S2, Role.S3);
    private static final List<Sign> SIGNS = List.of(Sign.CIRCLE, Sign.SQUARE, Sign.TRIANGLE, Sign.DIAMOND);
    private static final double SIDE_ROOM = 1.1;
    private static final double HEADROOM = 1.15;

    private final Uncertainty data;
    private final JointRegion region;
    private final ChartStyle style;

    private UncertaintyPlot(Uncertainty data, JointRegion region, ChartStyle style) {
        this.data = data;
        this.region = region;
        this.style = style;
    }

    /**
     * The chart.
     *
     * @param id stable name, also of its file
     * @param title what it shows
     * @param figure the latency's name and what it rests on: {@code mean TTFT, 10 blocks a stage}
     * @param apart labels of the points that are drawn hollow and not joined with the others
     * @param ifEmpty what to say where there is no point
     */
    public static ChartView view(
            String id,
            String title,
            String figure,
            Uncertainty data,
            JointRegion region,
            Set<String> apart,
            String ifEmpty,
            ChartStyle style) {
        return new UncertaintyPlot(data, region, style).view(id, title, figure, apart, ifEmpty);
    }

    private ChartView view(String id, String title, String figure, Set<String> apart, String ifEmpty) {
        List<Uncertainty.Series> drawn =
                data.drawn().stream().filter(s -> !s.points().isEmpty()).toList();
        List<List<Uncertain>> looks = new ArrayList<>();
        List<Series> series = new ArrayList<>();
        List<Series> joined = new ArrayList<>();
        List<LegendKey> legend = new ArrayList<>();
        LineRenderer lines = new LineRenderer();
        for (int i = 0; i < drawn.size(); i++) {
            Uncertainty.Series each = drawn.get(i);
            Role role = ROLES.get(i % ROLES.size());
            Shape marker = marker(SIGNS.get(i % SIGNS.size()));
            series.add(series(each.name(), each.points()));
            joined.add(series(
                    each.name(),
                    each.points().stream()
                            .filter(p -> !apart.contains(p.label()))
                            .toList()));
            looks.add(each.points().stream()
                    .map(p -> look(p, marker, apart.contains(p.label())))
                    .toList());
            lines.style(i, style.color(role, 0.5), i == 1 ? ChartStyle.PLANNED : ChartStyle.FINE);
            legend.add(new LegendKey(each.name(), SIGNS.get(i % SIGNS.size()), style.color(role)));
        }
        boolean regions = looks.stream().flatMap(List::stream).anyMatch(p -> p.outline().length > 0);
        if (regions) {
            legend.add(new LegendKey(
                    region.label(data.level()), Sign.BAND, style.color(ROLES.getFirst(), 2 * ChartStyle.BAND)));
        }
        XYPlot plot = plot(series, looks);
        Plots.add(plot, joined, lines);
        Plots.add(
                plot,
                series,
                new UncertainRenderer(
                        looks,
                        IntStream.range(0, drawn.size())
                                .mapToObj(i -> ROLES.get(i % ROLES.size()))
                                .toList(),
                        style));
        if (drawn.isEmpty()) {
            plot.addAnnotation(new EmptyNote(ifEmpty, style), false);
        }
        String bars = "bars " + JointRegion.percent(data.level()) + " CI";
        return new ChartView(id, title, figure + ", log · " + bars, legend, Plots.chart(plot), hover(drawn));
    }

    private static Series series(String name, List<BenchmarkPoint> points) {
        return new Series(
                name,
                points.stream().mapToDouble(BenchmarkPoint::x).toArray(),
                points.stream().mapToDouble(BenchmarkPoint::y).toArray());
    }

    private XYPlot plot(List<Series> series, List<List<Uncertain>> looks) {
        double right = looks.stream()
                .flatMap(List::stream)
                .mapToDouble(Uncertain::xHigh)
                .max()
                .orElse(0);
        // What an interval reaches below the smallest mean by more than a decade says no more than that it is wide.
        double leastMean = series.stream().mapToDouble(Series::min).min().orElse(10);
        double least = looks.stream()
                .flatMap(List::stream)
                .mapToDouble(Uncertain::yLow)
                .map(low -> Math.max(low, leastMean / 10))
                .min()
                .orElse(10);
        double most = looks.stream()
                .flatMap(List::stream)
                .flatMapToDouble(p -> DoubleStream.of(p.yHigh()))
                .max()
                .orElse(1000);
        RoundAxis x = RoundAxis.ofNumbers("achieved throughput, req/s");
        x.setRange(0, right > 0 ? Ticks.roundUp(right * SIDE_ROOM, 10) : 1);
        return Plots.create(style, x, new DecadeAxis(null, least, most * HEADROOM));
    }

    private Uncertain look(BenchmarkPoint point, Shape marker, boolean hollow) {
        double[][] outline = region.around(point, data.level())
                .map(e -> e.vertices(ConfidenceEllipse.USUAL_VERTICES))
                .orElse(new double[0][]);
        String few = point.few() ? "n = " + point.nRuns() : "";
        return new Uncertain(point.xLow(), point.xHigh(), point.yLow(), point.yHigh(), outline, marker, hollow, few);
    }

    private static Shape marker(Sign sign) {
        return switch (sign) {
            case SQUARE -> Markers.square();
            case TRIANGLE -> Markers.triangle();
            case DIAMOND -> Markers.diamond();
            default -> Markers.circle();
        };
    }

    private List<HoverPoint> hover(List<Uncertainty.Series> drawn) {
        List<HoverPoint> points = new ArrayList<>();
        for (Uncertainty.Series each : drawn) {
            for (BenchmarkPoint p : each.points()) {
                List<String> lines = new ArrayList<>();
                lines.add(p.label().isEmpty() ? each.name() : p.label());
                lines.add(Numbers.three(p.x()) + " req/s"
                        + interval(p, Numbers.three(p.xLow()), Numbers.three(p.xHigh())));
                lines.add(
                        Numbers.duration(p.y()) + interval(p, Numbers.duration(p.yLow()), Numbers.duration(p.yHigh())));
                lines.add("n = " + p.nRuns());
                points.add(new HoverPoint(p.x(), p.y(), lines, HoverPoint.NO_STAGE));
            }
        }
        points.sort(Comparator.comparingDouble(HoverPoint::x));
        return points;
    }

    /** {@code  (95 % CI 40.5–41.9)}; nothing for one run, of whose spread nothing is known. */
    private String interval(BenchmarkPoint point, String low, String high) {
        return point.nRuns() < 2 ? "" : " (" + JointRegion.percent(data.level()) + " CI " + low + "–" + high + ")";
    }
}
