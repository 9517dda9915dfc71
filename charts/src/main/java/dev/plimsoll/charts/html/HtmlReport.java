package dev.plimsoll.charts.html;

import static dev.plimsoll.charts.svg.Xml.escape;

import dev.plimsoll.charts.picture.InlineChart;
import dev.plimsoll.charts.run.ChartView;
import dev.plimsoll.charts.run.HoverPoint;
import dev.plimsoll.charts.run.LegendKey;
import dev.plimsoll.charts.run.ReportCharts;
import dev.plimsoll.charts.run.RunChart;
import dev.plimsoll.charts.run.RunCharts;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.report.Headline;
import dev.plimsoll.engine.report.Headline.Tile;
import dev.plimsoll.engine.report.PageTables;
import dev.plimsoll.engine.report.PlainText;
import dev.plimsoll.engine.report.ReportSettings;
import dev.plimsoll.engine.report.Sheet;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The page. Its order is that of a reader's questions: can I trust it, what came out, how did it go, per stage, how was it set up, what
 * do the words mean.
 */
final class HtmlReport {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    /** Widths at which a chart's text has its true size: half of the page, a third of it. */
    private static final int WIDE = 568;

    private static final int NARROW = 374;
    private static final int WHOLE = 1150;

    /** The charts below the table of stages, in order: what is more than a picture of the same again. */
    private static final List<String> OTHERS = List.of(
            "router-policies",
            "router-waits",
            "router-swap-costs",
            "latency-percentiles",
            "tpot",
            "concurrency",
            "errors",
            "tokens",
            "latency-heat-map",
            "cdf",
            "operating-points",
            "pareto",
            "generator-lag");

    private static final JsonMapper COMPACT = JsonMapper.shared();

    private final ArchivedRun run;
    private final ReportSettings settings;
    private final RunSummary summary;
    private final Headline headline;
    private final RunCharts charts;
    private final List<Sheet> router;
    private final List<Sheet> further;
    private final StringBuilder html = new StringBuilder(1 << 18);

    private HtmlReport(ArchivedRun run, ReportSettings settings) {
        this.run = run;
        this.settings = settings;
        this.summary = run.summary();
        this.headline = Headline.of(summary);
        this.charts = RunCharts.of(run);
        this.router = PageTables.ofRouter(summary);
        this.further = PageTables.of(summary);
    }

    /** The whole file; it follows the reader's system unless the theme of the settings is {@code dark}. */
    static String of(ArchivedRun run, ReportSettings settings) {
        return new HtmlReport(run, settings).write(ChartStyle.named(settings.theme()) == ChartStyle.DARK);
    }

    private String write(boolean dark) {
        String script = Assets.script();
        html.append("<!doctype html>\n<html lang=\"en\"")
                .append(dark ? " data-theme=\"dark\"" : "")
                .append(">\n<head>\n");
        html.append("<meta charset=\"utf-8\">\n");
        html.append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; font-src data:; ")
                .append("style-src 'unsafe-inline'; script-src '")
                .append(Assets.hash(script))
                .append("'\">\n");
        html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.append("<title>").append(escape(headline.title())).append("</title>\n");
        html.append("<style>\n").append(Assets.css()).append("</style>\n</head>\n<body>\n");
        head();
        HtmlVerdict.write(summary.verdict().value(), headline, html);
        tiles();
        // Colours are named by their role, so the drawings follow the page's theme.
        ChartStyle style = ChartStyle.LIGHT;
        boolean named = !settings.single().isEmpty();
        if (named) {
            named(style);
        } else {
            upper(style);
        }
        HtmlTables.stages(summary, headline, html);
        if (!named) {
            lower(style);
        }
        HtmlTables.errors(summary, html);
        HtmlFurther.write("router", router, html);
        HtmlFurther.write("further", further, html);
        setup();
        Definitions.write(!router.isEmpty(), html);
        html.append("<footer><span>Percentiles by linear interpolation on exact values of each stage&#39;s window; ")
                .append("throughput counts what finished in the window.</span><span>Made by Plimsoll ")
                .append(escape(summary.run().version()))
                .append(" · this file needs no network</span></footer>\n");
        html.append("<script>").append(script).append("</script>\n</body>\n</html>\n");
        return html.toString();
    }

    /** What there is to see first, where nobody chose. */
    private void upper(ChartStyle style) {
        ChartView latency = charts.latencyPercentiles(style);
        boolean streamed = charts.streamed();
        html.append("<section id=\"charts\" class=\"charts\">\n<div class=\"card\">\n");
        chart(charts.latencyThroughput(style), WIDE, 306, true);
        html.append("</div>\n<div class=\"card\">\n");
        chart(charts.throughput(style), WIDE, 140, false);
        chart(streamed ? charts.ttft(style) : latency, WIDE, 134, false);
        html.append("</div>\n</section>\n");
    }

    /** The others, below the table of stages. */
    private void lower(ChartStyle style) {
        Set<String> above =
                Set.of("latency-throughput", "throughput", charts.streamed() ? "ttft" : "latency-percentiles");
        List<RunChart> others = charts.list().stream()
                .filter(c -> OTHERS.contains(c.id()) && !above.contains(c.id()) && c.wideHeight() == 0)
                .sorted(Comparator.comparingInt(c -> OTHERS.indexOf(c.id())))
                .toList();
        for (RunChart chart : charts.list()) {
            if (chart.wideHeight() > 0) {
                html.append("<div class=\"charts\">\n");
                wide(chart.view().apply(style), chart.wideHeight());
                html.append("</div>\n");
            }
        }
        html.append("<div class=\"charts three\">\n");
        for (RunChart chart : others) {
            html.append("<div class=\"card\">\n");
            chart(chart.view().apply(style), NARROW, 220, !chart.overTime());
            html.append("</div>\n");
        }
        html.append("</div>\n");
    }

    /** A chart as wide as the page. */
    private void wide(ChartView view, int height) {
        html.append("<div class=\"card whole\">\n");
        chart(view, WHOLE, height, true);
        html.append("</div>\n");
    }

    /** The charts that the settings name, and no other. */
    private void named(ChartStyle style) {
        Set<String> overTime = charts.list().stream()
                .filter(RunChart::overTime)
                .map(RunChart::id)
                .collect(Collectors.toSet());
        html.append("<section id=\"charts\" class=\"charts\">\n");
        Map<String, Integer> wide = charts.list().stream()
                .filter(c -> c.wideHeight() > 0)
                .collect(Collectors.toMap(RunChart::id, RunChart::wideHeight));
        for (ChartView view : ReportCharts.of(summary, charts, settings, style)) {
            Integer height = wide.get(view.id());
            if (height != null) {
                wide(view, height);
                continue;
            }
            html.append("<div class=\"card\">\n");
            chart(view, WIDE, 306, !overTime.contains(view.id()));
            html.append("</div>\n");
        }
        html.append("</section>\n");
    }

    private void head() {
        html.append("<header>").append(HtmlIcons.mark(32)).append("<div class=\"what\"><h1>");
        html.append(line(headline.title())).append("</h1><div class=\"context\">");
        html.append(line(headline.context())).append("</div></div><nav>");
        List<String> sections = new ArrayList<>(List.of("Charts", "Stages", "Setup", "Definitions"));
        if (!further.isEmpty()) {
            sections.add(2, "Further");
        }
        if (!router.isEmpty()) {
            sections.add(2, "Router");
        }
        for (String section : sections) {
            html.append("<a href=\"#")
                    .append(section.toLowerCase(Locale.ROOT))
                    .append("\">")
                    .append(section)
                    .append("</a>");
        }
        html.append("<button id=\"theme\" type=\"button\" title=\"Change the theme\">Light</button></nav></header>\n");
    }

    private void tiles() {
        html.append("<section class=\"card tiles\">\n");
        for (Tile tile : headline.tiles()) {
            boolean load = tile == headline.tiles().getFirst();
            html.append("<div class=\"tile\">")
                    .append(load ? HtmlIcons.mark(44) : "")
                    .append("<div><div class=\"label\">");
            html.append(line(tile.label()))
                    .append("</div><div class=\"value\">")
                    .append(escape(tile.value()));
            html.append(" <span class=\"unit\">")
                    .append(escape(tile.unit()))
                    .append("</span></div><div class=\"context\">");
            html.append(line(tile.note())).append("</div></div></div>\n");
        }
        html.append("</section>\n");
    }

    private void chart(ChartView view, int width, int height, boolean scatter) {
        InlineChart chart = InlineChart.of(ReportCharts.thinned(view, settings), view.id() + "-", width, height);
        Rectangle2D plot = chart.plot();
        html.append("<div class=\"chart\" data-scatter=\"").append(scatter).append("\" data-plot=\"");
        html.append(json(List.of(plot.getMinX(), plot.getMinY(), plot.getMaxX(), plot.getMaxY())));
        html.append("\" data-points=\"")
                .append(json(chart.points().stream().map(HtmlReport::point).toList()));
        html.append("\">\n<h2>").append(line(view.title())).append(" <span class=\"muted\">");
        html.append(line(view.subtitle())).append("</span><span class=\"legend\">");
        for (LegendKey key : view.legend()) {
            html.append("<span>")
                    .append(HtmlIcons.sign(key))
                    .append(line(key.label()))
                    .append("</span>");
        }
        html.append("</span></h2>\n<div class=\"plot\">").append(chart.svg()).append("</div>\n</div>\n");
    }

    private static List<Object> point(HoverPoint point) {
        List<Object> flat = new ArrayList<>();
        flat.add(Math.round(point.x() * 10) / 10.0);
        flat.add(Math.round(point.y() * 10) / 10.0);
        point.lines().forEach(l -> flat.add(PlainText.oneLine(l)));
        return flat;
    }

    private static String json(Object value) {
        return escape(COMPACT.writeValueAsString(value));
    }

    private void setup() {
        html.append("<details class=\"card\" id=\"setup\"><summary>Setup <span class=\"muted\">")
                .append("everything that was asked for, as in run.json</span></summary><pre>");
        html.append(escape(pretty(run.runJson()))).append("</pre></details>\n");
    }

    /** Indented where it is JSON, as it is otherwise: a torn file of an interrupted run is still worth reading. */
    private static String pretty(String text) {
        try {
            return JSON.writeValueAsString(JSON.readTree(text));
        } catch (JacksonException e) {
            return text;
        }
    }

    private static String line(String text) {
        return escape(PlainText.oneLine(text));
    }
}
