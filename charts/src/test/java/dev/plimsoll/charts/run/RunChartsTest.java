package dev.plimsoll.charts.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.charts.FabricatedRun;
import dev.plimsoll.charts.plot.BandRenderer;
import dev.plimsoll.charts.plot.DecadeAxis;
import dev.plimsoll.charts.plot.EmptyNote;
import dev.plimsoll.charts.plot.LimitLine;
import dev.plimsoll.charts.plot.LineRenderer;
import dev.plimsoll.charts.plot.LoadMark;
import dev.plimsoll.charts.plot.MarkerRenderer;
import dev.plimsoll.charts.plot.NinesAxis;
import dev.plimsoll.charts.plot.PointLabel;
import dev.plimsoll.charts.plot.RoundAxis;
import dev.plimsoll.charts.plot.SaturationMark;
import dev.plimsoll.charts.plot.Series;
import dev.plimsoll.charts.plot.SeriesDataset;
import dev.plimsoll.charts.plot.StageBands;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.engine.report.LoadLine;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jfree.chart.annotations.XYAnnotation;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.AbstractRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RunChartsTest {
    private static final ChartStyle STYLE = ChartStyle.LIGHT;
    private final RunCharts sweep = RunCharts.of(FabricatedRun.sweep());

    static List<FabricatedRun> everyRun() {
        return List.of(
                FabricatedRun.sweep(),
                FabricatedRun.single(),
                FabricatedRun.many(),
                FabricatedRun.withoutSuccess(),
                FabricatedRun.withoutSlos(),
                FabricatedRun.notStreaming(),
                FabricatedRun.closedLoops(),
                FabricatedRun.interrupted(),
                FabricatedRun.empty());
    }

    @ParameterizedTest
    @MethodSource("everyRun")
    void everyChartIsInTheHouseStyle(FabricatedRun run) {
        List<ChartView> views = RunCharts.of(run).all(STYLE);
        assertEquals(
                RunCharts.of(run).list().stream().map(RunChart::id).toList(),
                views.stream().map(ChartView::id).toList());
        for (ChartView view : views) {
            XYPlot plot = plot(view);
            assertNull(view.chart().getTitle());
            assertNull(view.chart().getLegend());
            assertFalse(plot.isDomainGridlinesVisible());
            assertTrue(plot.isRangeGridlinesVisible());
            assertFalse(plot.isOutlineVisible());
            assertFalse(plot.getRangeAxis().isAxisLineVisible());
            assertTrue(plot.getDomainAxis().isAxisLineVisible());
            for (int i = 0; i < plot.getRendererCount(); i++) {
                AbstractRenderer renderer = (AbstractRenderer) plot.getRenderer(i);
                assertFalse(renderer.getDefaultCreateEntities(), view.id());
                if (renderer instanceof XYLineAndShapeRenderer lines && !(renderer instanceof MarkerRenderer)) {
                    assertTrue(lines.getDrawSeriesLineAsPath(), view.id());
                }
            }
        }
    }

    @Test
    void ttftIsABandOnALogarithmicAxisWithItsObjective() {
        XYPlot plot = plot(sweep.ttft(STYLE));
        assertInstanceOf(DecadeAxis.class, plot.getRangeAxis());
        assertInstanceOf(RoundAxis.class, plot.getDomainAxis());
        assertInstanceOf(BandRenderer.class, plot.getRenderer(0));
        assertEquals(List.of("p50", "p99"), names(plot, 0));
        assertEquals(List.of("p50", "p99"), names(plot, 1));
        LimitLine limit = only(plot, LimitLine.class);
        assertEquals(500, limit.value());
        assertEquals("SLO p99 ≤ 500 ms", limit.label());
        assertEquals(0, plot.getDomainAxis().getRange().getLowerBound());
        assertEquals(600, plot.getDomainAxis().getRange().getUpperBound());
    }

    @Test
    void saturationIsMarkedAtItsRunTimeInEveryChartOverTime() {
        for (ChartView view : List.of(
                sweep.ttft(STYLE),
                sweep.throughput(STYLE),
                sweep.concurrency(STYLE),
                sweep.latencyPercentiles(STYLE))) {
            List<SaturationMark> marks = all(plot(view), SaturationMark.class);
            assertEquals(
                    List.of(80.0, 571.0),
                    marks.stream().map(SaturationMark::from).toList(),
                    view.id());
        }
    }

    @Test
    void throughputShowsOfferedAchievedAndTheLoadLine() {
        ChartView view = sweep.throughput(STYLE);
        XYPlot plot = plot(view);
        assertEquals(List.of("offered", "achieved"), names(plot, 0));
        assertEquals("req/s, means over 5 s", view.subtitle());
        LoadMark mark = only(plot, LoadMark.class);
        assertEquals("load line 39.5", mark.label());
        LoadLine.Crossing line = assertInstanceOf(
                LoadLine.Crossing.class, LoadLine.of(FabricatedRun.sweep().summary()));
        assertEquals(line.requestsPerSecond(), mark.value());
        assertEquals(0, plot.getRangeAxis().getLowerBound());
    }

    @Test
    void aClosedLoopHasNoOfferedLine() {
        ChartView view = RunCharts.of(FabricatedRun.closedLoops()).throughput(STYLE);
        assertEquals(
                List.of("achieved"),
                view.legend().stream().map(LegendKey::label).toList());
        assertTrue(series(plot(view), 0).getFirst().isEmpty());
    }

    @Test
    void stagesAreTintedAndCarryTheirRate() {
        XYPlot plot = plot(sweep.concurrency(STYLE));
        LineRenderer renderer = (LineRenderer) plot.getRenderer(0);
        StageBands bands = (StageBands) renderer.getAnnotations().iterator().next();
        assertEquals(10, bands.bands().size());
        assertEquals(new StageBands.Band(540, 600, "44"), bands.bands().getLast());
        assertEquals("", bands.bands().getFirst().label());
    }

    @Test
    void latencyFromTheScheduleIsShownWhereItDeparts() {
        ChartView view = sweep.latencyPercentiles(STYLE);
        assertEquals(
                List.of("p50", "p90", "p99", "p99 from schedule"),
                view.legend().stream().map(LegendKey::label).toList());
        Series scheduled = series(plot(view), 1).getFirst();
        assertEquals("p99 from schedule", scheduled.name());
        double firstShown = Arrays.stream(scheduled.x())
                .filter(x -> !Double.isNaN(scheduled.y()[(int) (x - 0.5)]))
                .findFirst()
                .orElseThrow();
        assertTrue(firstShown > 540, "only the saturated stage lags behind its schedule");
    }

    @Test
    void latencyAgainstThroughputHasTheCurveTheLoadLineAndHollowMarkers() {
        XYPlot plot = plot(sweep.latencyThroughput(STYLE));
        assertEquals("achieved throughput, req/s", plot.getDomainAxis().getLabel());
        assertInstanceOf(DecadeAxis.class, plot.getRangeAxis());
        assertEquals(List.of("p50", "p99"), names(plot, 0));
        assertEquals(List.of("p50 of stages", "tail of stages", "closed loops"), names(plot, 1));
        MarkerRenderer markers = (MarkerRenderer) plot.getRenderer(1);
        assertEquals(8, plot.getDataset(1).getItemCount(1));
        assertEquals(2, plot.getDataset(1).getItemCount(2));
        assertTrue(markers.isHollow(1, 0), "338 requests are too few for a p99");
        assertFalse(markers.isHollow(1, 7));
        assertTrue(markers.isHollow(2, 0), "a closed loop is hollow");
        assertEquals("load line 39.5 req/s", only(plot, LoadMark.class).label());
        assertEquals("SLO TTFT p99 ≤ 500 ms", only(plot, LimitLine.class).label());
        assertEquals(
                List.of("40 offered", "44 offered", "1 stream", "512 streams"),
                all(plot, PointLabel.class).stream().map(PointLabel::text).toList());
    }

    @Test
    void theCurveBetweenTwoStagesIsLinearAsTheLoadLineReadsIt() {
        XYPlot plot = plot(sweep.latencyThroughput(STYLE));
        LoadMark line = only(plot, LoadMark.class);
        Series p99 = series(plot, 0).get(1);
        int after = 0;
        while (p99.x()[after] < line.value()) {
            after++;
        }
        double fraction = (line.value() - p99.x()[after - 1]) / (p99.x()[after] - p99.x()[after - 1]);
        double there = p99.y()[after - 1] + fraction * (p99.y()[after] - p99.y()[after - 1]);
        assertEquals(500, there, 1e-6);
    }

    @Test
    void withoutAnObjectiveThereIsNoLimitAndNoLoadLine() {
        for (ChartView view : RunCharts.of(FabricatedRun.withoutSlos()).all(STYLE)) {
            if (view.id().equals("generator-lag")) {
                continue; // its limits are those of the verdict
            }
            assertEquals(List.of(), all(plot(view), LimitLine.class), view.id());
            assertEquals(List.of(), all(plot(view), LoadMark.class), view.id());
        }
    }

    @Test
    void whereNothingWasStreamedLatencyTakesThePlaceOfTtft() {
        RunCharts charts = RunCharts.of(FabricatedRun.notStreaming());
        assertFalse(charts.streamed());
        assertEquals("latency, log", charts.latencyThroughput(STYLE).subtitle());
        assertEquals("Latency distribution", charts.cdf(STYLE).title());
        assertEquals(
                "No first token: the answers were not streamed.",
                only(plot(charts.ttft(STYLE)), EmptyNote.class).text());
    }

    @Test
    void aChartWithoutDataKeepsItsAxesAndSaysWhy() {
        for (ChartView view : RunCharts.of(FabricatedRun.withoutSuccess()).all(STYLE)) {
            XYPlot plot = plot(view);
            assertTrue(plot.getRangeAxis().getRange().getLength() > 0, view.id());
            assertTrue(plot.getDomainAxis().getRange().getLength() > 0, view.id());
            if (!List.of("concurrency", "errors").contains(view.id())) {
                assertFalse(only(plot, EmptyNote.class).text().isEmpty(), view.id());
            }
        }
        for (ChartView view : RunCharts.of(FabricatedRun.empty()).all(STYLE)) {
            assertEquals(1, all(plot(view), EmptyNote.class).size(), view.id());
        }
    }

    @Test
    void theDistributionIsStretchedTowardsTheTail() {
        ChartView view = sweep.cdf(STYLE);
        XYPlot plot = plot(view);
        assertInstanceOf(NinesAxis.class, plot.getRangeAxis());
        assertEquals(
                List.of("Poisson 40.0", "Poisson 44.0", "other stages"),
                view.legend().stream().map(LegendKey::label).toList());
        for (Series series : series(plot, 0)) {
            assertTrue(Double.isFinite(series.max()), "the largest value has a place, though log(0) has none");
        }
    }

    @Test
    void aPointerIsToldStageAndValues() {
        List<HoverPoint> points = sweep.ttft(STYLE).hover();
        assertTrue(points.size() > 500);
        assertEquals(3, points.getLast().lines().size());
        assertEquals("10:00 · stage 10, Poisson 44.0", points.getLast().lines().getFirst());
        HoverPoint last = sweep.latencyThroughput(STYLE).hover().getLast();
        assertEquals("stage 2, Throughput · 512", last.lines().getFirst());
        assertEquals("achieved 42.4 req/s", last.lines().get(1));
    }

    @Test
    void noSeriesIsDrawnLongerThanAChartCanShow() {
        BufferedImage image = new BufferedImage(1400, 300, BufferedImage.TYPE_INT_ARGB);
        for (ChartView view : RunCharts.of(FabricatedRun.many()).all(STYLE)) {
            XYPlot plot = plot(view);
            Graphics2D g2 = image.createGraphics();
            view.chart().draw(g2, new Rectangle2D.Double(0, 0, 1400, 300));
            g2.dispose();
            for (int i = 0; i < plot.getDatasetCount(); i++) {
                for (Series series : ((SeriesDataset) plot.getDataset(i)).shown()) {
                    assertTrue(
                            series.size() <= SeriesDataset.MOST_POINTS,
                            view.id() + " " + series.name() + " " + series.size());
                }
            }
        }
        XYPlot ttft = plot(RunCharts.of(FabricatedRun.many()).ttft(STYLE));
        assertEquals(1200, series(ttft, 1).getFirst().size(), "the data itself is whole");
    }

    private static XYPlot plot(ChartView view) {
        return view.chart().getXYPlot();
    }

    private static List<Series> series(XYPlot plot, int dataset) {
        return ((SeriesDataset) plot.getDataset(dataset)).series();
    }

    private static List<String> names(XYPlot plot, int dataset) {
        return series(plot, dataset).stream().map(Series::name).toList();
    }

    private static <T extends XYAnnotation> List<T> all(XYPlot plot, Class<T> type) {
        List<T> found = new ArrayList<>();
        for (Object annotation : plot.getAnnotations()) {
            if (type.isInstance(annotation)) {
                found.add(type.cast(annotation));
            }
        }
        return found;
    }

    private static <T extends XYAnnotation> T only(XYPlot plot, Class<T> type) {
        List<T> found = all(plot, type);
        assertEquals(1, found.size(), type.getSimpleName());
        return found.getFirst();
    }
}
