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
import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.report.ChartSetting;
import dev.plimsoll.engine.report.ChartSetting.Groups;
import dev.plimsoll.engine.report.LatencyUnit;
import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.report.PlainText;
import dev.plimsoll.engine.report.ReportSettings;
import dev.plimsoll.engine.report.ReportSettings.Part;
import dev.plimsoll.engine.report.StageFigure;
import dev.plimsoll.engine.report.StageNames;
import java.awt.Stroke;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jfree.chart.plot.XYPlot;

/** A chart of a person's own: a figure of every stage of one or several runs against another. */
final class StagePlot {
    private static final List<Role> COLORS = List.of(Role.S1, Role.S4, Role.S2, Role.S3, Role.S5);
    private static final double ROOM = 1.12;
    private static final int TICKS = 10;

    /** One stage with both figures, durations in ms. */
    private record Point(String run, StageSummary stage, double x, double y) {}

    private final ChartSetting.OfStages setting;
    private final ChartStyle style;
    private final List<Point> points = new ArrayList<>();
    private final Map<String, Part> parts = new HashMap<>();

    private StagePlot(ChartSetting.OfStages setting, ChartStyle style) {
        this.setting = setting;
        this.style = style;
    }

    /** The chart; a stage that lacks one of the figures is not in it. */
    static ChartView view(
            ChartSetting.OfStages setting, List<RunSummary> runs, ReportSettings settings, ChartStyle style) {
        StagePlot plot = new StagePlot(setting, style);
        Map<String, Integer> names = new HashMap<>();
        for (RunSummary run : inOrder(runs, settings)) {
            String name = PlainText.oneLine(run.run().name());
            int times = names.merge(name, 1, Integer::sum);
            String told = times == 1 ? name : name + " (" + times + ")";
            Part part = settings.partOf(run.run().name());
            String named =
                    part == Part.NEITHER ? told : told + ", " + part.name().toLowerCase(Locale.ROOT);
            plot.add(run, named);
            plot.parts.put(named, part);
        }
        return plot.view();
    }

    /** What others are compared with comes first, and so lies below; what is compared comes last. */
    private static List<RunSummary> inOrder(List<RunSummary> runs, ReportSettings settings) {
        List<Part> order = List.of(Part.BASELINE, Part.NEITHER, Part.TREATMENT);
        return runs.stream()
                .sorted(Comparator.comparingInt(
                        run -> order.indexOf(settings.partOf(run.run().name()))))
                .toList();
    }

    private Part partOf(String group) {
        return setting.groups() == Groups.RUN ? parts.getOrDefault(group, Part.NEITHER) : Part.NEITHER;
    }

    /** Grey for what others are compared with; the first colours for what is compared, the next ones for the rest. */
    private Map<String, Role> colors(Set<String> groups) {
        Map<String, Role> colors = new HashMap<>();
        int next = 0;
        for (Part part : List.of(Part.TREATMENT, Part.NEITHER)) {
            for (String group : groups) {
                if (partOf(group) == part) {
                    colors.put(group, COLORS.get(next++ % COLORS.size()));
                }
            }
        }
        groups.forEach(group -> colors.putIfAbsent(group, Role.S6));
        return colors;
    }

    /** Where something is named as compared, the others step back. */
    private Stroke stroke(String group) {
        boolean compared = setting.groups() == Groups.RUN && parts.containsValue(Part.TREATMENT);
        return compared && partOf(group) != Part.TREATMENT ? ChartStyle.FINE : ChartStyle.STRONG;
    }

    private void add(RunSummary run, String name) {
        for (RunSummary.Stage each : run.stages()) {
            OptionalDouble x = ms(setting.x(), each.figures());
            OptionalDouble y = ms(setting.y(), each.figures());
            if (x.isPresent() && y.isPresent()) {
                points.add(new Point(name, each.figures(), x.getAsDouble(), y.getAsDouble()));
            }
        }
    }

    private static OptionalDouble ms(StageFigure figure, StageSummary stage) {
        OptionalDouble value = figure.of(stage);
        return figure.isTime() && value.isPresent()
                ? OptionalDouble.of(LatencyUnit.toMs(value.getAsDouble(), figure.unit()))
                : value;
    }

    private static String unit(StageFigure figure) {
        return figure.isTime() ? "ms" : figure.unit();
    }

    private static String axis(StageFigure figure) {
        String unit = unit(figure);
        return unit.isEmpty() ? figure.label() : figure.label() + ", " + unit;
    }

    private ChartView view() {
        RoundAxis x = RoundAxis.ofNumbers(axis(setting.x()));
        RoundAxis y = RoundAxis.ofNumbers(null);
        x.setRange(0, end(points.stream().mapToDouble(Point::x).max().orElse(0)));
        y.setRange(0, end(points.stream().mapToDouble(Point::y).max().orElse(0)));
        XYPlot plot = Plots.create(style, x, y);
        Map<String, List<Point>> groups = groups();
        Map<String, Role> colors = colors(groups.keySet());
        List<LegendKey> legend = new ArrayList<>();
        List<Series> marks = new ArrayList<>();
        List<List<Look>> looks = new ArrayList<>();
        List<Role> roles = new ArrayList<>();
        for (Map.Entry<String, List<Point>> group : groups.entrySet()) {
            Role role = colors.getOrDefault(group.getKey(), Role.S6);
            roles.add(role);
            List<Point> joined = joined(group.getValue());
            if (joined.size() > 1) {
                LineRenderer line = new LineRenderer().style(0, style.color(role), stroke(group.getKey()));
                Plots.add(plot, List.of(series(group.getKey(), joined)), line);
            }
            marks.add(series(group.getKey(), group.getValue()));
            looks.add(group.getValue().stream().map(StagePlot::look).toList());
            if (groups.size() > 1) {
                legend.add(new LegendKey(group.getKey(), Sign.CIRCLE, style.color(role)));
            }
        }
        MarkerRenderer markers = new MarkerRenderer(looks, style.color(Role.CARD));
        for (int i = 0; i < marks.size(); i++) {
            markers.setSeriesPaint(i, style.color(roles.get(i)));
        }
        markers.setDefaultOutlineStroke(ChartStyle.FINE);
        Plots.add(plot, marks, markers);
        points.forEach(point -> {
            String label = label(point);
            if (!label.isEmpty()) {
                plot.addAnnotation(new PointLabel(point.x(), point.y(), label, true, style), false);
            }
        });
        if (points.isEmpty()) {
            plot.addAnnotation(new EmptyNote("No stage has both figures.", style), false);
        }
        return new ChartView(setting.name(), setting.title(), axis(setting.y()), legend, Plots.chart(plot), hover());
    }

    private Map<String, List<Point>> groups() {
        Map<String, List<Point>> groups = new LinkedHashMap<>();
        for (Point point : points) {
            String name = switch (setting.groups()) {
                case NONE -> setting.y().label();
                case STRATEGY -> String.valueOf(point.stage().strategy().get("kind"));
                case RUN -> point.run();
            };
            groups.computeIfAbsent(name, _ -> new ArrayList<>()).add(point);
        }
        return groups;
    }

    /** The points of a group that a line joins, by x. */
    private List<Point> joined(List<Point> group) {
        List<Point> byX =
                group.stream().sorted(Comparator.comparingDouble(Point::x)).toList();
        return switch (setting.type()) {
            case SCATTER -> List.of();
            case LINE -> byX;
            case PARETO -> front(byX);
        };
    }

    /** Those that no other is better than in both; whether more or less is better hangs on the figure. */
    private List<Point> front(List<Point> byX) {
        double x = setting.x().biggerIsBetter() ? 1 : -1;
        double y = setting.y().biggerIsBetter() ? 1 : -1;
        return byX.stream()
                .filter(p -> byX.stream()
                        .noneMatch(q -> q != p
                                && x * q.x() >= x * p.x()
                                && y * q.y() >= y * p.y()
                                && (q.x() != p.x() || q.y() != p.y())))
                .toList();
    }

    private static Look look(Point point) {
        return point.stage().openLoop() ? new Look(Markers.circle(), false) : new Look(Markers.diamond(), true);
    }

    private String label(Point point) {
        return switch (setting.labels()) {
            case NONE -> "";
            case STAGE -> StageNames.numbered(point.stage().index());
            case STRATEGY -> StageNames.label(point.stage());
        };
    }

    private static Series series(String name, List<Point> points) {
        return new Series(
                name,
                points.stream().mapToDouble(Point::x).toArray(),
                points.stream().mapToDouble(Point::y).toArray());
    }

    private List<HoverPoint> hover() {
        return points.stream()
                .sorted(Comparator.comparingDouble(Point::x))
                .map(p -> new HoverPoint(
                        p.x(),
                        p.y(),
                        List.of(
                                (setting.groups() == Groups.RUN ? p.run() + ", " : "")
                                        + StageNames.numbered(p.stage().index()) + ", " + StageNames.of(p.stage()),
                                setting.x().label() + " " + shown(p.x(), setting.x()),
                                setting.y().label() + " " + shown(p.y(), setting.y())),
                        p.stage().index()))
                .toList();
    }

    private static String shown(double value, StageFigure figure) {
        return figure.isTime() ? Numbers.duration(value) : (Numbers.three(value) + " " + figure.unit()).strip();
    }

    private static double end(double most) {
        return most > 0 ? Ticks.roundUp(most * ROOM, TICKS) : 1;
    }
}
