package dev.plimsoll.charts.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.charts.FabricatedLive;
import dev.plimsoll.charts.picture.Png;
import dev.plimsoll.charts.plot.EmptyNote;
import dev.plimsoll.charts.plot.HeatCells;
import dev.plimsoll.charts.plot.LimitLine;
import dev.plimsoll.charts.plot.SaturationMark;
import dev.plimsoll.charts.plot.Series;
import dev.plimsoll.charts.plot.SeriesDataset;
import dev.plimsoll.charts.plot.Trend;
import dev.plimsoll.charts.run.ChartView;
import dev.plimsoll.charts.run.HoverPoint;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.engine.metrics.LiveSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jfree.chart.plot.XYPlot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveChartsTest {
    private static final LiveView FOUR_MINUTES = new LiveView(347, 587, List.of(new LiveView.Saturated(9, 571, null)));
    private static final ChartStyle STYLE = ChartStyle.LIGHT;

    private final LiveCharts charts = new LiveCharts(FabricatedLive.at(587), FOUR_MINUTES);

    @Test
    void onlyTheShownTimeIsDrawn() {
        for (Series series : series(charts.ttft(STYLE))) {
            assertTrue(series.x()[0] >= 346.5 && series.x()[series.size() - 1] <= 587.5);
            assertEquals(240, series.size(), 2);
        }
        XYPlot plot = charts.ttft(STYLE).chart().getXYPlot();
        assertEquals(347, plot.getDomainAxis().getLowerBound());
        assertEquals(587, plot.getDomainAxis().getUpperBound());
    }

    @Test
    void noSeriesHasMorePointsThanAChartCanShow() {
        List<LiveSnapshot.Point> hour = new ArrayList<>();
        LiveSnapshot.Point any = FabricatedLive.at(100).points().get(70);
        for (int i = 0; i < 3600; i++) {
            double p99 = i == 1234 ? 9000 : 80;
            hour.add(new LiveSnapshot.Point(
                    0,
                    i,
                    1,
                    10.0,
                    10,
                    10,
                    0,
                    100,
                    5,
                    40.0,
                    p99,
                    5.0,
                    6.0,
                    5.0,
                    6.0,
                    100.0,
                    200.0,
                    40.0,
                    100.0,
                    any.latency()));
        }
        LiveSnapshot snapshot =
                new LiveSnapshot(List.of(FabricatedLive.at(30).stages().getFirst()), hour);
        LiveCharts all = new LiveCharts(snapshot, new LiveView(0, 3600, List.of()));
        for (ChartView view : all(all)) {
            for (Series series : series(view)) {
                assertTrue(series.size() <= LiveCharts.MOST_STEPS, view.id() + " " + series.size());
            }
        }
        assertEquals(9000, series(all.ttft(STYLE)).get(1).max(), "a spike of one second survives");
    }

    @Test
    void aStepThatIsCompleteNeverChangesWhileTimeGoesOn() {
        Series before = series(wide(580)).getFirst();
        Series after = series(wide(583)).getFirst();
        int shared = before.size() - 2;
        assertTrue(shared > 50);
        assertEquals(
                Arrays.stream(before.y(), 1, shared).boxed().toList(),
                Arrays.stream(after.y(), 1, shared).boxed().toList());
    }

    private static ChartView wide(double now) {
        return new LiveCharts(FabricatedLive.at(now), new LiveView(0, 600, List.of())).throughput(STYLE);
    }

    @Test
    void limitsOfTheObjectiveAndOfTheGeneratorAreLines() {
        assertEquals(List.of("SLO p99 ≤ 500 ms"), limits(charts.ttft(STYLE)));
        assertEquals(List.of("SLO p99 ≤ 30 ms"), limits(charts.tpot(STYLE)));
        assertEquals(List.of("SUSPECT above 1 ms", "INVALID above 10 ms"), limits(charts.generatorLag(STYLE)));
    }

    @Test
    void saturationIsMarkedOnWhatTheServerDoesAndNotOnTheGenerator() {
        for (ChartView view : List.of(
                charts.ttft(STYLE),
                charts.tpot(STYLE),
                charts.throughput(STYLE),
                charts.inFlight(STYLE),
                charts.latency(STYLE))) {
            assertEquals(1, annotations(view, SaturationMark.class).size(), view.id());
        }
        assertEquals(
                0, annotations(charts.generatorLag(STYLE), SaturationMark.class).size());
        assertEquals(1, annotations(charts.inFlight(STYLE), Trend.class).size());
    }

    @Test
    void whatIsOfferedIsAbsentInAClosedLoop() {
        LiveCharts closed = new LiveCharts(FabricatedLive.at(50), new LiveView(0, 60, List.of()));
        assertEquals(1, closed.throughput(STYLE).legend().size());
        assertTrue(series(closed.throughput(STYLE)).getFirst().isEmpty());
    }

    @Test
    void theHeatMapCountsEveryRequestOnce() {
        long counted = annotations(charts.latency(STYLE), HeatCells.class).stream()
                .map(HeatCells.class::cast)
                .flatMap(h -> h.cells().stream())
                .mapToLong(HeatCells.Cell::count)
                .sum();
        long told = FabricatedLive.at(587).points().stream()
                .filter(p -> p.atSeconds() + 1 > 347)
                .mapToLong(p -> Arrays.stream(p.latency().counts()).sum())
                .sum();
        assertEquals(told, counted);
    }

    @Test
    void aRunWithoutASecondYetKeepsItsAxesAndSaysSo() {
        LiveCharts empty = new LiveCharts(LiveSnapshot.EMPTY, new LiveView(0, 60, List.of()));
        for (ChartView view : all(empty)) {
            assertEquals(1, annotations(view, EmptyNote.class).size(), view.id());
            assertEquals(60, view.chart().getXYPlot().getDomainAxis().getUpperBound());
        }
    }

    @Test
    void whatAPointerShowsIsAnEstimateAndKnowsItsStage() {
        List<HoverPoint> hover = charts.ttft(STYLE).hover();
        HoverPoint last = hover.getLast();
        assertEquals(9, last.stage());
        assertTrue(
                last.lines().getFirst().contains("stage 10, Poisson 44.0"),
                last.lines().toString());
        assertTrue(last.lines().get(1).startsWith("p99 ~"), last.lines().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void theyCanBeLookedAt(String theme) throws IOException {
        Path folder = Path.of("target", "screens", "live-" + theme);
        Files.createDirectories(folder);
        ChartStyle style = ChartStyle.named(theme);
        for (ChartView view : Stream.of(
                        charts.ttft(style),
                        charts.tpot(style),
                        charts.throughput(style),
                        charts.inFlight(style),
                        charts.latency(style),
                        charts.generatorLag(style))
                .toList()) {
            byte[] png = Png.of(view, style, 348, 296, 2);
            assertTrue(png.length > 1000);
            Files.write(folder.resolve(view.id() + ".png"), png);
        }
    }

    private static List<ChartView> all(LiveCharts charts) {
        return List.of(
                charts.ttft(STYLE),
                charts.tpot(STYLE),
                charts.throughput(STYLE),
                charts.inFlight(STYLE),
                charts.latency(STYLE),
                charts.generatorLag(STYLE));
    }

    private static List<Series> series(ChartView view) {
        XYPlot plot = view.chart().getXYPlot();
        assertFalse(plot.getDatasetCount() == 0);
        return ((SeriesDataset) plot.getDataset(0)).series();
    }

    private static List<String> limits(ChartView view) {
        return annotations(view, LimitLine.class).stream()
                .map(a -> ((LimitLine) a).label())
                .toList();
    }

    private static List<Object> annotations(ChartView view, Class<?> type) {
        List<Object> found = new ArrayList<>();
        for (Object annotation : view.chart().getXYPlot().getAnnotations()) {
            if (type.isInstance(annotation)) {
                found.add(annotation);
            }
        }
        return found;
    }
}
