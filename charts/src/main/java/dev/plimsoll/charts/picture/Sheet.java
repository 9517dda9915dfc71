package dev.plimsoll.charts.picture;

import dev.plimsoll.charts.run.ChartView;
import dev.plimsoll.charts.run.RunChart;
import dev.plimsoll.charts.run.RunCharts;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.style.Fonts;
import dev.plimsoll.charts.style.Icons;
import dev.plimsoll.charts.style.Role;
import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.report.FindingText;
import dev.plimsoll.engine.report.Headline;
import dev.plimsoll.engine.report.Headline.Tile;
import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.report.PlainText;
import dev.plimsoll.engine.trust.Severity;
import java.awt.Font;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;

/** {@code report.png}: a run on one sheet. */
final class Sheet {
    private static final int WIDTH = 1200;
    private static final double MARGIN = 24;
    private static final double GAP = 10;
    private static final double INNER = WIDTH - 2 * MARGIN;
    private static final double HEAD = 48;
    private static final double TILES = 96;
    private static final double CHART = 300;
    private static final double FOOT = 28;
    private static final double FINDING = 36;
    private static final double LINE = 18;
    private static final double VERDICT_LEFT = 250;
    private static final int MOST_FINDINGS = 4;
    private static final double LOAD_TILE = 1.75;

    private static final Font TITLE = Fonts.semibold(20);
    private static final Font TEXT = Fonts.regular(13);
    private static final Font STRONG = Fonts.semibold(13);
    private static final Font SMALL = Fonts.regular(12);

    private final Canvas canvas;
    private final RunSummary summary;
    private final Headline headline;
    private double y = MARGIN;

    private Sheet(Canvas canvas, RunSummary summary, Headline headline) {
        this.canvas = canvas;
        this.summary = summary;
        this.headline = headline;
    }

    /** The sheet as PNG; {@code scale} pixels for each of its own. */
    static byte[] png(RunSummary summary, RunCharts charts, ChartStyle style, int scale) {
        Headline headline = Headline.of(summary);
        ChartView latency = charts.latencyPercentiles(style);
        List<ChartView> views = List.of(
                charts.latencyThroughput(style),
                charts.throughput(style),
                charts.streamed() ? charts.ttft(style) : latency,
                charts.streamed() ? latency : charts.concurrency(style));
        List<RunChart> wide = charts.list().stream()
                .filter(c -> c.wideHeight() > 0 && c.overTime())
                .toList();
        double below = wide.stream().mapToDouble(c -> c.wideHeight() + GAP).sum();
        double height = 2 * MARGIN + HEAD + verdictHeight(headline) + TILES + 2 * CHART + 4 * GAP + below + FOOT;
        return Png.draw(WIDTH, (int) Math.ceil(height), scale, style, canvas -> {
            canvas.fill(Role.PAGE, new Rectangle2D.Double(0, 0, WIDTH, height));
            new Sheet(canvas, summary, headline).draw(views, wide);
        });
    }

    private static double verdictHeight(Headline headline) {
        int shown = Math.min(MOST_FINDINGS, headline.findings().size());
        boolean more = headline.findings().size() > MOST_FINDINGS;
        int lines = headline.saturation().size() + (more ? 2 : 1);
        return Math.max(76, 20 + shown * (FINDING + 6) + lines * LINE + 4);
    }

    private void draw(List<ChartView> views, List<RunChart> wide) {
        head();
        verdict();
        tiles();
        double width = (INNER - GAP) / 2;
        for (int i = 0; i < views.size(); i++) {
            double x = MARGIN + (i % 2) * (width + GAP);
            ChartCard.draw(canvas, views.get(i), new Rectangle2D.Double(x, y, width, CHART));
            if (i % 2 == 1) {
                y += CHART + GAP;
            }
        }
        for (RunChart chart : wide) {
            ChartView view = chart.view().apply(canvas.style());
            ChartCard.draw(canvas, view, new Rectangle2D.Double(MARGIN, y, INNER, chart.wideHeight()));
            y += chart.wideHeight() + GAP;
        }
        canvas.text(SMALL, Role.MUTED, "Made by Plimsoll " + summary.run().version(), MARGIN, y + 14);
        canvas.textRight(
                SMALL,
                Role.MUTED,
                "Percentiles by linear interpolation on exact values of each stage's window",
                WIDTH - MARGIN,
                y + 14);
    }

    private void head() {
        icon(Icons.mark(), Role.ACCENT, MARGIN, y - 2, 36);
        String title = PlainText.oneLine(headline.title());
        canvas.clipped(TITLE, Role.TEXT, title, MARGIN + 46, y + 14, INNER - 46);
        canvas.clipped(TEXT, Role.MUTED, PlainText.oneLine(headline.context()), MARGIN + 46, y + 33, INNER - 46);
        y += HEAD;
    }

    private void verdict() {
        double height = verdictHeight(headline);
        Rectangle2D card = new Rectangle2D.Double(MARGIN, y, INNER, height);
        canvas.card(card);
        Role role = switch (summary.verdict().value()) {
            case VALID -> Role.SUCCESS;
            case SUSPECT -> Role.WARNING;
            case INVALID -> Role.DANGER;
        };
        Shape sign = switch (summary.verdict().value()) {
            case VALID -> Icons.valid();
            case SUSPECT -> Icons.suspect();
            case INVALID -> Icons.invalid();
        };
        bar(role, card);
        double x = MARGIN + 20;
        icon(sign, role, x, y + 14, 24);
        canvas.text(TITLE, role, summary.verdict().value().name(), x + 32, y + 33);
        canvas.wrapped(TEXT, Role.MUTED, headline.verdictNote(), x, y + 58, VERDICT_LEFT - 40, LINE, 2);
        findings(MARGIN + VERDICT_LEFT, y + 24);
        y += height + GAP;
    }

    /** The coloured bar at a card's left, following its corners. */
    private void bar(Role role, Rectangle2D card) {
        java.awt.geom.Area bar = new java.awt.geom.Area(new RoundRectangle2D.Double(
                card.getX(),
                card.getY(),
                2 * Canvas.RADIUS + 4,
                card.getHeight(),
                2 * Canvas.RADIUS,
                2 * Canvas.RADIUS));
        bar.intersect(new java.awt.geom.Area(new Rectangle2D.Double(card.getX(), card.getY(), 4, card.getHeight())));
        canvas.fill(role, bar);
    }

    private void findings(double x, double from) {
        double baseline = from;
        double most = WIDTH - MARGIN - 16 - x - 22;
        List<FindingText> findings = headline.findings();
        for (FindingText finding : findings.subList(0, Math.min(MOST_FINDINGS, findings.size()))) {
            sign(finding.severity(), x, baseline - 12);
            String what = PlainText.oneLine(finding.what());
            double where = canvas.width(SMALL, finding.where());
            double end = canvas.clipped(STRONG, Role.TEXT, what, x + 22, baseline, most - where - 6);
            canvas.text(SMALL, Role.MUTED, finding.where(), end + 6, baseline);
            if (!finding.todo().isEmpty()) {
                double after = canvas.text(TEXT, Role.TEXT, "Do: ", x + 22, baseline + LINE);
                String todo = PlainText.oneLine(finding.todo());
                canvas.clipped(TEXT, Role.MUTED, todo, after, baseline + LINE, most - (after - x - 22));
            }
            baseline += FINDING + 6;
        }
        if (findings.size() > MOST_FINDINGS) {
            String more = "and " + Numbers.count(findings.size() - MOST_FINDINGS) + " more in the report";
            canvas.text(SMALL, Role.MUTED, more, x + 22, baseline - 4);
            baseline += LINE;
        }
        icon(Icons.mark(), Role.LOAD, x - 1, baseline - 13, 16);
        canvas.clipped(TEXT, Role.TEXT, PlainText.oneLine(headline.loadLine().sentence()), x + 22, baseline, most);
        for (String sentence : headline.saturation()) {
            baseline += LINE;
            canvas.clipped(TEXT, Role.MUTED, PlainText.oneLine(sentence), x + 22, baseline, most);
        }
    }

    private void sign(Severity severity, double x, double top) {
        switch (severity) {
            case NOTE -> icon(Icons.note(), Role.MUTED, x, top, 14);
            case SUSPECT -> icon(Icons.suspect(), Role.WARNING, x, top, 14);
            case INVALID -> icon(Icons.invalid(), Role.DANGER, x, top, 14);
        }
    }

    private void tiles() {
        canvas.card(new Rectangle2D.Double(MARGIN, y, INNER, TILES));
        List<Tile> tiles = headline.tiles();
        double unit = INNER / (tiles.size() - 1 + LOAD_TILE);
        double x = MARGIN;
        for (int i = 0; i < tiles.size(); i++) {
            boolean load = i == 0;
            double width = load ? unit * LOAD_TILE : unit;
            if (!load) {
                canvas.line(Role.BORDER, x + 0.5, y + 1, x + 0.5, y + TILES - 1);
            }
            tile(tiles.get(i), load, x, width);
            x += width;
        }
        y += TILES + GAP;
    }

    private void tile(Tile tile, boolean load, double left, double width) {
        double x = left + 16;
        if (load) {
            icon(Icons.mark(), Role.LOAD, left + 16, y + 28, 40);
            x += 56;
        }
        double most = left + width - 12 - x;
        Font number = Fonts.semibold(load ? 28 : 24);
        canvas.clipped(SMALL, Role.MUTED, PlainText.oneLine(tile.label()), x, y + 25, most);
        double end = canvas.text(number, Role.TEXT, tile.value(), x, y + 56);
        canvas.text(TEXT, Role.MUTED, tile.unit(), end + 7, y + 56);
        canvas.wrapped(
                Fonts.regular(11), Role.MUTED, PlainText.oneLine(tile.note()), x, y + 76, most, 14, load ? 2 : 1);
    }

    private void icon(Shape icon, Role role, double x, double top, double size) {
        AffineTransform at = AffineTransform.getTranslateInstance(x, top);
        at.scale(size / 16, size / 16);
        canvas.fill(role, new Path2D.Double(icon, at));
    }
}
