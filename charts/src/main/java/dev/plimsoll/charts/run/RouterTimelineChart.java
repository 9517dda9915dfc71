package dev.plimsoll.charts.run;

import dev.plimsoll.charts.plot.EmptyNote;
import dev.plimsoll.charts.plot.LineRenderer;
import dev.plimsoll.charts.plot.NamesAxis;
import dev.plimsoll.charts.plot.Plots;
import dev.plimsoll.charts.plot.RoundAxis;
import dev.plimsoll.charts.plot.StageBands;
import dev.plimsoll.charts.plot.TimelineRow;
import dev.plimsoll.charts.plot.TimelineRows;
import dev.plimsoll.charts.plot.TimelineRows.Found;
import dev.plimsoll.charts.run.LegendKey.Sign;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.style.Role;
import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.report.PlainText;
import dev.plimsoll.engine.router.observe.RequestPhases;
import dev.plimsoll.engine.router.observe.RoutedRequest;
import dev.plimsoll.engine.router.observe.RoutedRequest.Outcome;
import dev.plimsoll.engine.router.observe.RouterTimeline;
import dev.plimsoll.engine.router.observe.RouterTimeline.LaidRequest;
import dev.plimsoll.engine.router.observe.RouterTimeline.ModelLine;
import dev.plimsoll.engine.router.observe.RouterTimeline.StateSpan;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.Range;

/**
 * The models of a router over time: their states, their requests above, and which model had to go for which. Prepared once; then
 * immutable, any thread.
 */
final class RouterTimelineChart {
    /** Around the rows: title, axis, px. */
    private static final int FRAME = 72;
    /** Most of all rows together, px. */
    private static final int MOST_HEIGHT = 560;
    /** Of a row: least, what is not lanes, a lane, and with as many lanes as are drawn; px. */
    private static final int LOW_ROW = 36;

    private static final int ROW = 64;
    private static final int BESIDE_LANES = 40;
    private static final int LANE = 4;
    private static final int HIGH_ROW = 150;

    private final RouterTimeline timeline;
    private final List<ModelLine> models;
    private final List<TimelineRow> rows;
    private final List<TimelineRows.Swap> swaps;

    RouterTimelineChart(RouterTimeline timeline) {
        this.timeline = timeline;
        this.models = timeline.models();
        this.rows = models.stream().map(RouterTimelineChart::row).toList();
        this.swaps = timeline.swaps().stream()
                .flatMap(s -> s.evict().stream().map(from -> swap(s, from)))
                .filter(s -> s.from() >= 0 && s.to() >= 0 && s.from() != s.to())
                .toList();
    }

    /** The height at which its rows have room, px. */
    int height() {
        return FRAME + (int) Math.ceil(Math.max(2 * ROW, heights().sum()));
    }

    /** What each row needs, all of them scaled down where together they would be too high; px. */
    private DoubleStream heights() {
        double sum = models.stream().mapToInt(RouterTimelineChart::height).sum();
        double scale = Math.min(1, MOST_HEIGHT / Math.max(1, sum));
        return models.stream().mapToDouble(m -> Math.max(LOW_ROW, height(m) * scale));
    }

    private static int height(ModelLine model) {
        int wanted = BESIDE_LANES + LANE * model.lanes();
        return wanted > HIGH_ROW ? (ROW + HIGH_ROW) / 2 : Math.max(ROW, wanted);
    }

    /**
     * The chart.
     *
     * @param shown the piece of time that the run's other charts show; empty for all there is
     * @param stages behind the data
     */
    ChartView view(Optional<Range> shown, List<StageBands.Band> stages, ChartStyle style) {
        RoundAxis time = RoundAxis.ofTime();
        time.setRange(shown.orElseGet(this::all));
        NamesAxis axis = names(style);
        XYPlot plot = Plots.create(style, time, axis);
        axis.reserve(plot);
        plot.setDomainGridlinesVisible(true);
        plot.setDomainGridlinePaint(style.color(Role.GRID));
        plot.setDomainGridlineStroke(ChartStyle.HAIR);
        // Without a renderer there are no gridlines either.
        Plots.add(plot, List.of(), new LineRenderer());
        Plots.addBehind(plot, new StageBands(stages, style));
        TimelineRows drawn = new TimelineRows(rows, swaps, style);
        plot.addAnnotation(drawn, false);
        if (timeline.isEmpty()) {
            plot.addAnnotation(new EmptyNote("No model was started and no request came.", style), false);
        }
        JFreeChart chart = Plots.chart(plot);
        return new ChartView(
                "router-timeline",
                "Models and requests",
                subtitle(),
                legend(style),
                chart,
                hover(axis),
                List.of(),
                (px, py, area) -> found(drawn, px, py, plot, area),
                this::table);
    }

    private NamesAxis names(ChartStyle style) {
        double[] heights = heights().toArray();
        return new NamesAxis(
                IntStream.range(0, models.size())
                        .mapToObj(i -> new NamesAxis.Row(
                                PlainText.oneLine(models.get(i).model()),
                                note(models.get(i), rows.get(i).counts().most()),
                                heights[i]))
                        .toList(),
                style);
    }

    private Range all() {
        double from = seconds(timeline.fromNs());
        return new Range(from, Math.max(from + 1, seconds(timeline.toNs())));
    }

    private TimelineRows.Swap swap(RouterTimeline.SwapSpan swap, String from) {
        return new TimelineRows.Swap(seconds(swap.fromNs()), index(from), index(swap.model()));
    }

    private int index(String model) {
        return IntStream.range(0, models.size())
                .filter(i -> models.get(i).model().equals(model))
                .findFirst()
                .orElse(-1);
    }

    private static TimelineRow row(ModelLine model) {
        List<TimelineRow.State> states = new ArrayList<>();
        for (int i = 0; i < model.states().size(); i++) {
            StateSpan span = model.states().get(i);
            boolean starting = span.state() == RouterTimeline.State.STARTING;
            boolean failed = starting
                    && !span.lasts()
                    && (i + 1 == model.states().size()
                            || model.states().get(i + 1).fromNs() != span.toNs()
                            || model.states().get(i + 1).state() != RouterTimeline.State.READY);
            states.add(new TimelineRow.State(
                    TimelineRow.Kind.valueOf(span.state().name()),
                    seconds(span.fromNs()),
                    seconds(span.toNs()),
                    starting ? Numbers.span(span.lengthNs() / 1e9) : "",
                    failed));
        }
        List<TimelineRow.Lane> lanes = new ArrayList<>();
        for (int lane = 0; lane < model.lanes(); lane++) {
            lanes.add(lane(model, lane));
        }
        return TimelineRow.of(states, lanes);
    }

    private static TimelineRow.Lane lane(ModelLine model, int lane) {
        int[] index = IntStream.range(0, model.requests().size())
                .filter(i -> model.requests().get(i).lane() == lane)
                .toArray();
        return new TimelineRow.Lane(
                IntStream.of(index)
                        .mapToDouble(i -> seconds(model.requests().get(i).fromNs()))
                        .toArray(),
                IntStream.of(index)
                        .mapToDouble(i -> seconds(model.requests().get(i).servedNs()))
                        .toArray(),
                IntStream.of(index)
                        .mapToDouble(i -> seconds(model.requests().get(i).toNs()))
                        .toArray(),
                IntStream.of(index)
                        .mapToObj(i -> end(model.requests().get(i).request().outcome()))
                        .toArray(TimelineRow.End[]::new),
                index);
    }

    private static TimelineRow.End end(Outcome outcome) {
        return switch (outcome) {
            case SERVED -> TimelineRow.End.WELL;
            case BROKEN, REFUSED, FAILED -> TimelineRow.End.BADLY;
            case CANCELLED -> TimelineRow.End.GIVEN_UP;
        };
    }

    private static String note(ModelLine model, int atOnce) {
        return Numbers.count(model.seen(), "request", "requests")
                + (atOnce > 1 && model.whole() ? ", " + Numbers.count(atOnce) + " at once" : "");
    }

    private String subtitle() {
        List<ModelLine> thinned = models.stream().filter(m -> !m.whole()).toList();
        if (thinned.isEmpty()) {
            return "run time";
        }
        long seen = thinned.stream().mapToLong(ModelLine::seen).sum();
        long kept = thinned.stream().mapToLong(m -> m.requests().size()).sum();
        double per = thinned.stream().mapToLong(ModelLine::keptPerNs).max().orElse(0) / 1e6;
        return "run time; " + Numbers.count(kept) + " of " + Numbers.count(seen)
                + " requests drawn: the longest of each " + Numbers.duration(per);
    }

    private List<LegendKey> legend(ChartStyle style) {
        List<LegendKey> keys = new ArrayList<>(List.of(
                new LegendKey("waiting", Sign.LINE, style.color(Role.S3)),
                new LegendKey("served", Sign.BAND, style.color(Role.S1))));
        if (ended(TimelineRow.End.BADLY)) {
            keys.add(new LegendKey("failed", Sign.MOMENT, style.color(Role.DANGER)));
        }
        if (ended(TimelineRow.End.GIVEN_UP)) {
            keys.add(new LegendKey("cancelled", Sign.MOMENT, style.color(Role.MUTED)));
        }
        keys.add(new LegendKey("starting", Sign.BAND, style.color(Role.S4)));
        keys.add(new LegendKey("ready", Sign.FRAME, style.color(Role.S2)));
        keys.add(new LegendKey("stopping", Sign.BAND, style.color(Role.S6)));
        return keys;
    }

    private boolean ended(TimelineRow.End end) {
        return models.stream()
                .flatMap(m -> m.requests().stream())
                .anyMatch(r -> end(r.request().outcome()) == end);
    }

    // What a pointer shows.

    private Optional<HoverPoint> found(TimelineRows drawn, double px, double py, XYPlot plot, Rectangle2D area) {
        return drawn.at(px, py, plot, area).map(found -> switch (found) {
            case Found.Span s -> {
                int index = rows.get(s.row()).lanes().get(s.lane()).index()[s.item()];
                double x = plot.getDomainAxis().java2DToValue(px, area, plot.getDomainAxisEdge());
                double y = plot.getRangeAxis().java2DToValue(py, area, plot.getRangeAxisEdge());
                yield new HoverPoint(x, y, words(models.get(s.row()).requests().get(index)), HoverPoint.NO_STAGE);
            }
            case Found.State s -> {
                double x = plot.getDomainAxis().java2DToValue(px, area, plot.getDomainAxisEdge());
                double y = plot.getRangeAxis().java2DToValue(py, area, plot.getRangeAxisEdge());
                ModelLine model = models.get(s.row());
                yield new HoverPoint(x, y, words(model, model.states().get(s.state())), HoverPoint.NO_STAGE);
            }
            case Found.Count c ->
                new HoverPoint(
                        c.at(),
                        plot.getRangeAxis().java2DToValue(py, area, plot.getRangeAxisEdge()),
                        List.of(
                                PlainText.oneLine(models.get(c.row()).model()) + " · " + Numbers.clock(c.at()),
                                "waiting " + Numbers.count(c.waiting()),
                                "served " + Numbers.count(c.served())),
                        HoverPoint.NO_STAGE);
        });
    }

    /** States and requests by their middles, ascending, for a reader without a pane: a page, the arrow keys. */
    private List<HoverPoint> hover(NamesAxis axis) {
        record Place(double x, int row, int state, int request) {}

        List<Place> places = new ArrayList<>();
        for (int row = 0; row < models.size(); row++) {
            ModelLine model = models.get(row);
            for (int i = 0; i < model.states().size(); i++) {
                StateSpan s = model.states().get(i);
                places.add(new Place((seconds(s.fromNs()) + seconds(s.toNs())) / 2, row, i, -1));
            }
            for (int i = 0; i < model.requests().size(); i++) {
                LaidRequest r = model.requests().get(i);
                places.add(new Place((seconds(r.servedNs()) + seconds(r.toNs())) / 2, row, -1, i));
            }
        }
        places.sort(Comparator.comparingDouble(Place::x));
        return new LazyHover(places.size(), n -> {
            Place at = places.get(n);
            ModelLine model = models.get(at.row);
            return at.request < 0
                    ? new HoverPoint(
                            at.x,
                            place(axis, at.row, 0.82),
                            words(model, model.states().get(at.state)),
                            HoverPoint.NO_STAGE)
                    : new HoverPoint(
                            at.x,
                            place(
                                    axis,
                                    at.row,
                                    0.6 - 0.5 * model.requests().get(at.request).lane() / Math.max(1, model.lanes())),
                            words(model.requests().get(at.request)),
                            HoverPoint.NO_STAGE);
        });
    }

    /** A place in a row, from 0 at its top to 1. */
    private static double place(NamesAxis axis, int row, double share) {
        return axis.top(row) + share * (axis.top(row + 1) - axis.top(row));
    }

    private static List<String> words(LaidRequest laid) {
        RoutedRequest request = laid.request();
        RequestPhases phases = request.phases();
        List<String> lines = new ArrayList<>();
        lines.add(PlainText.oneLine(request.model()) + " · " + Numbers.clock(seconds(laid.fromNs())) + " · "
                + outcome(request));
        long waitNs = phases.waitNs();
        lines.add("waited " + ms(waitNs));
        part(lines, "queued", phases.queuedNs());
        part(lines, "stopping others", phases.evictingNs());
        part(lines, "starting the process", phases.spawningNs());
        part(lines, "until it was healthy", phases.healthWaitNs());
        if (phases.served()) {
            lines.add("served " + ms(laid.toNs() - laid.servedNs()));
        }
        if (request.overtakenBy() > 0) {
            lines.add("overtaken by " + Numbers.count(request.overtakenBy()));
        }
        lines.add((request.priority() == 0 ? "" : "priority " + request.priority() + " · ")
                + PlainText.oneLine(request.request()));
        return lines;
    }

    private static void part(List<String> lines, String name, long ns) {
        if (ns > 0) {
            lines.add("  " + name + " " + ms(ns));
        }
    }

    private static String outcome(RoutedRequest request) {
        String word = request.outcome().name().toLowerCase(Locale.ROOT);
        return request.code() == null ? word : word + ", " + PlainText.oneLine(request.code());
    }

    private List<String> words(ModelLine model, StateSpan span) {
        List<String> lines = new ArrayList<>();
        lines.add(PlainText.oneLine(model.model()) + " · " + Numbers.clock(seconds(span.fromNs())));
        lines.add(span.state().name().toLowerCase(Locale.ROOT) + " " + length(span) + (span.lasts() ? " so far" : ""));
        if (span.state() == RouterTimeline.State.STARTING) {
            timeline.swaps().stream()
                    .filter(s ->
                            s.model().equals(model.model()) && s.fromNs() <= span.fromNs() && s.toNs() >= span.fromNs())
                    .findFirst()
                    .ifPresent(swap -> {
                        if (!swap.evict().isEmpty()) {
                            lines.add("stopped " + PlainText.oneLine(String.join(", ", swap.evict())));
                        }
                        if (swap.failure() != null) {
                            lines.add("failed: " + PlainText.oneLine(swap.failure()));
                        }
                    });
        }
        return lines;
    }

    private List<List<String>> table(Range shown) {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("model", "what", "request", "from (s)", "served from (s)", "to (s)"));
        for (ModelLine model : models) {
            for (StateSpan s : model.states()) {
                if (shown.intersects(seconds(s.fromNs()), seconds(s.toNs()))) {
                    String what = s.state().name().toLowerCase(Locale.ROOT);
                    table.add(List.of(model.model(), what, "", plain(s.fromNs()), "", plain(s.toNs())));
                }
            }
            for (LaidRequest r : model.requests()) {
                if (shown.intersects(seconds(r.fromNs()), seconds(r.toNs()))) {
                    RequestPhases phases = r.request().phases();
                    table.add(List.of(
                            model.model(),
                            r.request().outcome().name().toLowerCase(Locale.ROOT),
                            r.request().request(),
                            plain(r.fromNs()),
                            phases.served() ? plain(phases.servedAtNs()) : "",
                            plain(r.toNs())));
                }
            }
        }
        return table;
    }

    private static String plain(long ns) {
        return ChartTable.plain(seconds(ns));
    }

    private static String length(StateSpan span) {
        return ms(span.lengthNs());
    }

    private static String ms(long ns) {
        return Numbers.duration(ns / 1e6);
    }

    private static double seconds(long ns) {
        return ns / 1e9;
    }
}
