package dev.plimsoll.charts.run;

import dev.plimsoll.charts.plot.CostTable;
import dev.plimsoll.charts.plot.EmptyNote;
import dev.plimsoll.charts.plot.LineRenderer;
import dev.plimsoll.charts.plot.LyingBars;
import dev.plimsoll.charts.plot.LyingBars.Bar;
import dev.plimsoll.charts.plot.LyingBars.Part;
import dev.plimsoll.charts.plot.LyingBars.Point;
import dev.plimsoll.charts.plot.Markers;
import dev.plimsoll.charts.plot.NamesAxis;
import dev.plimsoll.charts.plot.Plots;
import dev.plimsoll.charts.plot.RoundAxis;
import dev.plimsoll.charts.plot.Ticks;
import dev.plimsoll.charts.run.LegendKey.Sign;
import dev.plimsoll.charts.run.RouterRun.Parts;
import dev.plimsoll.charts.run.RouterRun.Section;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.style.Role;
import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.metrics.RouterStage;
import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.report.PlainText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jspecify.annotations.Nullable;

/** What a router cost its requests, and what its policies made of the same ones. */
final class RouterCharts {
    private static final double MS_PER_S = 1e3;
    /** Room right of the longest bar for its word. */
    private static final double ROOM = 1.12;

    private static final int TICKS = 6;
    private static final double LIGHT = 0.4;

    /** Around the rows: title, axis, px. */
    private static final int FRAME = 62;

    private static final int ROW = 36;
    private static final int LOW_ROW = 22;
    private static final int FEW_ROWS = 6;
    private static final int MANY_ROWS = 20;
    private static final int FEW_COLUMNS = 6;

    private final RouterRun router;
    private final ChartStyle style;

    RouterCharts(RouterRun router, ChartStyle style) {
        this.router = router;
        this.style = style;
    }

    /** The height that {@link #waits} asks for where half a row is too little, px; else 0. */
    static int waitsHeight(RouterRun router) {
        return height(router.sections().stream()
                .mapToInt(s -> (int) s.figures().models().stream()
                        .filter(m -> m.waits() != null)
                        .count())
                .sum());
    }

    /** The same for {@link #policies}. */
    static int policiesHeight(RouterRun router) {
        return height(router.sections().size());
    }

    /** The same for {@link #swapCosts}, whose columns need room as well. */
    static int swapCostsHeight(RouterRun router) {
        long models =
                router.whole().models().stream().filter(m -> m.loads() > 0).count();
        return models > FEW_COLUMNS ? FRAME + LOW_ROW * ((int) models + 4) : 0;
    }

    private static int height(int rows) {
        int row = rows > MANY_ROWS ? LOW_ROW : ROW;
        return rows > FEW_ROWS ? FRAME + row * rows : 0;
    }

    // How long requests of each model waited, and for what.

    ChartView waits() {
        List<NamesAxis.Row> names = new ArrayList<>();
        List<Bar> bars = new ArrayList<>();
        List<List<String>> words = new ArrayList<>();
        List<List<String>> table = new ArrayList<>();
        table.add(List.of(
                "model",
                "policy",
                "served",
                "queued mean (ms)",
                "stopping others mean (ms)",
                "starting mean (ms)",
                "until healthy mean (ms)",
                "wait p50 (ms)",
                "wait p99 (ms)"));
        for (String id : models()) {
            for (Section section : router.sections()) {
                RouterStage.Model model = model(section, id);
                MetricSummary waits = model == null ? null : model.waits();
                if (model == null || waits == null) {
                    continue;
                }
                Parts parts = section.parts().getOrDefault(id, new Parts(0, 0, 0, 0));
                String policy = router.compared() ? policy(section) : "";
                String name = PlainText.oneLine(id) + (policy.isEmpty() ? "" : " · " + policy);
                names.add(new NamesAxis.Row(name, Numbers.count(waits.count(), "request", "requests")));
                bars.add(waitBar(parts, waits));
                words.add(waitWords(id, policy, parts, waits));
                table.add(Stream.of(
                                Stream.of(id, policy, Long.toString(waits.count())),
                                Stream.of(parts.queuedMs(), parts.evictingMs(), parts.spawningMs(), parts.healthMs())
                                        .map(ChartTable::plain),
                                Stream.of(waits.p50(), waits.p99()).map(RouterCharts::plain))
                        .flatMap(s -> s)
                        .toList());
            }
        }
        return bars(
                "router-waits",
                "Waits by model",
                "s, mean parts",
                List.of(
                        new LegendKey("queued", Sign.BAND, style.color(Role.S3)),
                        new LegendKey("stopping others", Sign.BAND, style.color(Role.S6)),
                        new LegendKey("starting", Sign.BAND, style.color(Role.S4)),
                        new LegendKey("p50", Sign.CIRCLE, style.color(Role.TEXT)),
                        new LegendKey("p99", Sign.SQUARE, style.color(Role.TEXT))),
                names,
                bars,
                words,
                table,
                "No model got a request.");
    }

    private Bar waitBar(Parts parts, MetricSummary waits) {
        List<Part> pieces = List.of(
                new Part("queued", parts.queuedMs() / MS_PER_S, style.color(Role.S3)),
                new Part("stopping others", parts.evictingMs() / MS_PER_S, style.color(Role.S6)),
                new Part("starting", (parts.spawningMs() + parts.healthMs()) / MS_PER_S, style.color(Role.S4)));
        List<Point> points = new ArrayList<>();
        Double p50 = waits.p50();
        Double p99 = waits.p99();
        if (p99 != null) {
            boolean few = waits.tooFew().contains("p99");
            points.add(new Point("p99", p99 / MS_PER_S, Markers.square(), few, style.color(Role.TEXT)));
        }
        if (p50 != null) {
            boolean few = waits.tooFew().contains("p50");
            points.add(new Point("p50", p50 / MS_PER_S, Markers.circle(), few, style.color(Role.TEXT)));
        }
        return new Bar(pieces, points, p99 == null ? "" : few(waits, "p99") + Numbers.duration(p99));
    }

    private static List<String> waitWords(String id, String policy, Parts parts, MetricSummary waits) {
        return List.of(
                PlainText.oneLine(id) + (policy.isEmpty() ? "" : " · " + policy),
                "wait p50 " + Numbers.duration(waits.p50()) + ", p99 " + Numbers.duration(waits.p99()),
                "mean " + Numbers.duration(waits.mean()),
                "  queued " + Numbers.duration(parts.queuedMs()),
                "  stopping others " + Numbers.duration(parts.evictingMs()),
                "  starting the process " + Numbers.duration(parts.spawningMs()),
                "  until it was healthy " + Numbers.duration(parts.healthMs()));
    }

    // What a swap from one model to another costs.

    ChartView swapCosts() {
        RouterStage whole = router.whole();
        List<RouterStage.Model> loaded =
                whole.models().stream().filter(m -> m.loads() > 0).toList();
        List<String> to = loaded.stream().map(RouterStage.Model::model).toList();
        List<@Nullable String> from = new ArrayList<>();
        whole.pairs().stream()
                .map(RouterStage.Pair::from)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .forEach(from::add);
        if (whole.pairs().stream().anyMatch(p -> p.from() == null)) {
            from.add(null);
        }
        List<NamesAxis.Row> names = new ArrayList<>(List.of(new NamesAxis.Row("from \\ to", "")));
        List<List<CostTable.Cell>> rows = new ArrayList<>();
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("from", "to", "swaps", "p50 (ms)", "p99 (ms)"));
        List<Tip> tips = new ArrayList<>();
        for (String each : from) {
            names.add(new NamesAxis.Row(
                    each == null ? "nothing in its way" : numbered(to, each) + PlainText.oneLine(each), ""));
            List<CostTable.Cell> cells = new ArrayList<>();
            for (String target : to) {
                RouterStage.Pair pair = pair(whole, each, target);
                cells.add(pair == null ? absent() : cell(pair.swap()));
                if (pair != null) {
                    tips.add(new Tip(names.size() - 1, cells.size() - 1, swapWords(pair)));
                    table.add(List.of(
                            each == null ? "" : each,
                            target,
                            Long.toString(pair.swap().count()),
                            plain(pair.swap().p50()),
                            plain(pair.swap().p99())));
                }
            }
            rows.add(cells);
        }
        if (!loaded.isEmpty()) {
            names.add(new NamesAxis.Row("cold, first load", ""));
            rows.add(loaded.stream().map(m -> cell(m.coldLoad())).toList());
            names.add(new NamesAxis.Row("loads", ""));
            rows.add(loaded.stream()
                    .map(m -> new CostTable.Cell(Numbers.count(m.loads()), null))
                    .toList());
        }
        NumberAxis columns = new NumberAxis(null);
        columns.setRange(0, Math.max(1, to.size()));
        columns.setVisible(false);
        NamesAxis axis = new NamesAxis(names, style);
        XYPlot plot = plot(columns, axis);
        plot.setRangeGridlinesVisible(false);
        List<String> heads = to.stream()
                .map(model ->
                        to.size() > FEW_COLUMNS ? Integer.toString(to.indexOf(model) + 1) : PlainText.oneLine(model))
                .toList();
        plot.addAnnotation(new CostTable(heads, rows, style), false);
        if (loaded.isEmpty()) {
            plot.addAnnotation(new EmptyNote("No model was loaded.", style), false);
        }
        return new ChartView(
                "router-swap-costs",
                "Swap cost",
                "s, p50",
                List.of(),
                Plots.chart(plot),
                tips.stream()
                        .sorted(Comparator.comparingInt(Tip::column))
                        .map(t -> new HoverPoint(t.column + 0.5, t.row + 0.5, t.words, HoverPoint.NO_STAGE))
                        .toList(),
                List.of(),
                null,
                _ -> table);
    }

    private record Tip(int row, int column, List<String> words) {}

    /** Many columns have no room for names: their heads are the numbers that stand before the names of the rows. */
    private static String numbered(List<String> to, String model) {
        return to.size() > FEW_COLUMNS && to.contains(model) ? to.indexOf(model) + 1 + " " : "";
    }

    private static RouterStage.@Nullable Pair pair(RouterStage whole, @Nullable String from, String to) {
        return whole.pairs().stream()
                .filter(p -> Objects.equals(p.from(), from) && p.to().equals(to))
                .findFirst()
                .orElse(null);
    }

    private static CostTable.Cell absent() {
        return new CostTable.Cell(Numbers.ABSENT, null);
    }

    private static CostTable.Cell cell(@Nullable MetricSummary summary) {
        Double p50 = summary == null ? null : summary.p50();
        return p50 == null ? absent() : new CostTable.Cell(Numbers.three(p50 / MS_PER_S), p50);
    }

    private static List<String> swapWords(RouterStage.Pair pair) {
        MetricSummary swap = pair.swap();
        return List.of(
                (pair.from() == null ? "nothing" : PlainText.oneLine(pair.from())) + " → "
                        + PlainText.oneLine(pair.to()),
                Numbers.count(swap.count(), "swap", "swaps"),
                "from the decision until it was ready:",
                "p50 " + Numbers.duration(swap.p50()) + ", max " + Numbers.duration(swap.max()));
    }

    // What several policies made of the same requests.

    ChartView policies() {
        List<NamesAxis.Row> names = new ArrayList<>();
        List<Bar> bars = new ArrayList<>();
        List<List<String>> words = new ArrayList<>();
        List<List<String>> table = new ArrayList<>();
        table.add(List.of(
                "policy", "figures", "wait p50 (ms)", "wait p99 (ms)", "loads", "wasted loads", "makespan (s)"));
        boolean foretold = false;
        for (Section section : router.sections()) {
            RouterStage measured = section.figures();
            RouterStage predicted = measured.predicted();
            foretold |= predicted != null;
            names.add(new NamesAxis.Row(policy(section), policyNote(measured)));
            bars.add(policyBar(measured, predicted));
            words.add(policyWords(section, measured, predicted));
            table.add(policyRow(section, "measured", measured));
            if (predicted != null) {
                table.add(policyRow(section, "predicted", predicted));
            }
        }
        List<LegendKey> legend = new ArrayList<>(List.of(
                new LegendKey("p50", Sign.BAND, style.color(Role.S3)),
                new LegendKey("p99", Sign.BAND, style.color(Role.S3, LIGHT))));
        if (foretold) {
            legend.add(new LegendKey("predicted", Sign.MOMENT, style.color(Role.TEXT)));
        }
        return bars(
                "router-policies", "Policies", "wait, s", legend, names, bars, words, table, "No policy was measured.");
    }

    private static String policyNote(RouterStage stage) {
        Double makespan = stage.makespanSeconds();
        return Numbers.count(stage.loads(), "load", "loads")
                + (makespan == null ? "" : " in " + Numbers.span(makespan));
    }

    private Bar policyBar(RouterStage measured, @Nullable RouterStage predicted) {
        double p50 = seconds(measured.waits(), false);
        double p99 = seconds(measured.waits(), true);
        List<Part> parts = List.of(
                new Part("p50", p50, style.color(Role.S3)),
                new Part("p99", Math.max(0, p99 - p50), style.color(Role.S3, LIGHT)));
        List<Point> points = new ArrayList<>();
        if (predicted != null && predicted.waits() != null) {
            points.add(
                    new Point("p50 predicted", seconds(predicted.waits(), false), null, false, style.color(Role.TEXT)));
            points.add(
                    new Point("p99 predicted", seconds(predicted.waits(), true), null, false, style.color(Role.TEXT)));
        }
        MetricSummary waits = measured.waits();
        return new Bar(
                parts,
                points,
                waits == null || waits.p99() == null ? "" : few(waits, "p99") + Numbers.duration(waits.p99()));
    }

    private static List<String> policyWords(Section section, RouterStage measured, @Nullable RouterStage predicted) {
        List<String> lines = new ArrayList<>(
                List.of(policy(section), "measured wait " + percentiles(measured), "  " + policyNote(measured)));
        if (measured.wastedLoads() > 0) {
            lines.add("  " + Numbers.count(measured.wastedLoads()) + " of them for nothing");
        }
        if (predicted != null) {
            lines.add("predicted wait " + percentiles(predicted));
            lines.add("  " + policyNote(predicted));
        }
        return lines;
    }

    private static String percentiles(RouterStage stage) {
        MetricSummary waits = stage.waits();
        return waits == null
                ? Numbers.ABSENT
                : "p50 " + Numbers.duration(waits.p50()) + ", p99 " + Numbers.duration(waits.p99());
    }

    private static List<String> policyRow(Section section, String what, RouterStage stage) {
        MetricSummary waits = stage.waits();
        return List.of(
                policy(section),
                what,
                plain(waits == null ? null : waits.p50()),
                plain(waits == null ? null : waits.p99()),
                Integer.toString(stage.loads()),
                Integer.toString(stage.wastedLoads()),
                plain(stage.makespanSeconds()));
    }

    // What they share.

    private ChartView bars(
            String id,
            String title,
            String subtitle,
            List<LegendKey> legend,
            List<NamesAxis.Row> names,
            List<Bar> bars,
            List<List<String>> words,
            List<List<String>> table,
            String ifEmpty) {
        RoundAxis wait = RoundAxis.ofNumbers(null);
        double most = bars.stream().mapToDouble(Bar::end).max().orElse(0);
        wait.setRange(0, most > 0 ? Ticks.roundUp(most * ROOM, TICKS) : 1);
        XYPlot plot = plot(wait, new NamesAxis(names, style));
        plot.setDomainGridlinesVisible(true);
        plot.setDomainGridlinePaint(style.color(Role.GRID));
        plot.setDomainGridlineStroke(ChartStyle.HAIR);
        plot.addAnnotation(new LyingBars(bars, style), false);
        if (bars.isEmpty()) {
            plot.addAnnotation(new EmptyNote(ifEmpty, style), false);
        }
        record Tip(int row, double x) {}

        List<Tip> tips = new ArrayList<>();
        for (int row = 0; row < bars.size(); row++) {
            tips.add(new Tip(row, bars.get(row).end() / 2));
        }
        tips.sort(Comparator.comparingDouble(Tip::x));
        List<HoverPoint> hover = tips.stream()
                .map(t -> new HoverPoint(t.x, t.row + 0.5, words.get(t.row), HoverPoint.NO_STAGE))
                .toList();
        return new ChartView(
                id,
                title,
                subtitle,
                legend,
                Plots.chart(plot),
                hover,
                List.of(),
                (px, py, area) -> {
                    int row = ((NamesAxis) plot.getRangeAxis())
                            .rowAt(plot.getRangeAxis().java2DToValue(py, area, plot.getRangeAxisEdge()));
                    double x = plot.getDomainAxis().java2DToValue(px, area, plot.getDomainAxisEdge());
                    return row < 0
                            ? Optional.empty()
                            : Optional.of(new HoverPoint(x, row + 0.5, words.get(row), HoverPoint.NO_STAGE));
                },
                _ -> table);
    }

    private XYPlot plot(NumberAxis domain, NamesAxis names) {
        XYPlot plot = Plots.create(style, domain, names);
        names.reserve(plot);
        // Without a renderer there are no gridlines either.
        Plots.add(plot, List.of(), new LineRenderer());
        return plot;
    }

    private List<String> models() {
        return router.timeline().models().stream().map(m -> m.model()).toList();
    }

    private static RouterStage.@Nullable Model model(Section section, String id) {
        return section.figures().models().stream()
                .filter(m -> m.model().equals(id))
                .findFirst()
                .orElse(null);
    }

    private static String policy(Section section) {
        String policy = section.figures().policy();
        return policy == null ? Numbers.ABSENT : PlainText.oneLine(policy);
    }

    private static double seconds(@Nullable MetricSummary waits, boolean tail) {
        Double value = waits == null ? null : tail ? waits.p99() : waits.p50();
        return value == null ? 0 : value / MS_PER_S;
    }

    private static String few(MetricSummary summary, String stat) {
        return summary.tooFew().contains(stat) ? "few " : "";
    }

    private static String plain(@Nullable Double value) {
        return value == null ? "" : ChartTable.plain(value);
    }
}
