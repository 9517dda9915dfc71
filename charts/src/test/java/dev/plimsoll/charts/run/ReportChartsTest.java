package dev.plimsoll.charts.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.charts.FabricatedRun;
import dev.plimsoll.charts.picture.PngExporter;
import dev.plimsoll.charts.plot.MarkerRenderer;
import dev.plimsoll.charts.plot.PointLabel;
import dev.plimsoll.charts.plot.SeriesDataset;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.style.Role;
import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.report.ChartSetting;
import dev.plimsoll.engine.report.ExportOptions;
import dev.plimsoll.engine.report.ReportSettings;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.plot.XYPlot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportChartsTest {
    @TempDir
    Path folder;

    private ReportSettings settings(String report) {
        return ReportSettings.of(
                WorkspaceFile.parse(
                        "{\"schemaVersion\": 1, \"report\": " + report.replace('\'', '"') + "}", "w", folder),
                folder);
    }

    private static final String OWN = """
        'charts': {'mine': {'type': '%s', 'title': 'Mine', 'x': {'metric': 'requests'},
                            'y': {'metric': 'ttft', 'stat': 'p99'}, 'labels': 'stage', 'groups': '%s'}}\
        """;

    private ChartView own(ArchivedRun run, String type, String groups) {
        ReportSettings settings = settings("{" + OWN.formatted(type, groups) + ", 'single': ['mine']}");
        return ReportCharts.of(run.summary(), RunCharts.of(run), settings, ChartStyle.LIGHT)
                .getFirst();
    }

    @Test
    void theNamesThatSettingsMayUseAreThoseOfTheCharts() {
        List<String> ids = RunCharts.of(FabricatedRun.sweep()).list().stream()
                .map(RunChart::id)
                .toList();
        assertTrue(ChartSetting.BUILT_IN.containsAll(ids), ids.toString());
        List<String> drawn = ReportCharts.of(
                        FabricatedRun.sweep().summary(),
                        RunCharts.of(FabricatedRun.sweep()),
                        ReportSettings.DEFAULT,
                        ChartStyle.LIGHT)
                .stream()
                .map(ChartView::id)
                .toList();
        assertEquals(ids, drawn, "none named: all there are, in their order");
    }

    @Test
    void aChartOfStagesHasAPointForEachStageThatHasBothFigures() {
        ArchivedRun run = FabricatedRun.sweep();
        ChartView view = own(run, "line", "none");
        XYPlot plot = view.chart().getXYPlot();
        long both = run.summary().stages().stream()
                .filter(s -> s.figures().metrics().containsKey("ttft"))
                .count();
        assertEquals("mine", view.id());
        assertEquals("TTFT p99, ms", view.subtitle());
        assertEquals("achieved, req/s", plot.getDomainAxis().getLabel());
        int marks = plot.getDatasetCount() - 1;
        assertTrue(plot.getRenderer(marks) instanceof MarkerRenderer);
        assertEquals(both, plot.getDataset(marks).getItemCount(0));
        assertEquals(both, view.hover().size());
        assertEquals(
                both,
                plot.getAnnotations().stream()
                        .filter(PointLabel.class::isInstance)
                        .count());
    }

    @Test
    void groupsHaveALegendAndRunsAreOne() {
        ReportSettings settings = settings("{" + OWN.formatted("scatter", "run") + "}");
        ChartView view = ReportCharts.of(
                        List.of(
                                FabricatedRun.sweep().summary(),
                                FabricatedRun.single().summary()),
                        settings,
                        ChartStyle.DARK)
                .getFirst();
        String name = FabricatedRun.sweep().summary().run().name();
        assertEquals(
                List.of(name, name + " (2)"),
                view.legend().stream().map(LegendKey::label).toList());
    }

    @Test
    void whatIsComparedHasTheFirstColourAndLiesOnTop() {
        RunSummary compared = named("pr-7");
        ReportSettings settings =
                settings("{" + OWN.formatted("line", "run") + ", 'baseline': 'main*', 'treatment': ['pr-*']}");
        ChartView view = ReportCharts.of(List.of(compared, named("other"), named("main 1")), settings, ChartStyle.LIGHT)
                .getFirst();
        assertEquals(
                List.of("main 1, baseline", "other", "pr-7, treatment"),
                view.legend().stream().map(LegendKey::label).toList());
        assertEquals(
                List.of(Role.S6, Role.S4, Role.S1).stream()
                        .map(ChartStyle.LIGHT::color)
                        .toList(),
                view.legend().stream().map(LegendKey::color).toList());
        XYPlot plot = view.chart().getXYPlot();
        List<Object> strokes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            strokes.add(plot.getRenderer(i).getSeriesStroke(0));
        }
        assertEquals(List.of(ChartStyle.FINE, ChartStyle.FINE, ChartStyle.STRONG), strokes);
    }

    private static RunSummary named(String name) {
        RunSummary run = FabricatedRun.sweep().summary();
        RunSummary.RunHead head = run.run();
        return new RunSummary(
                1,
                new RunSummary.RunHead(
                        name, name, head.startedAt(), head.endedAt(), head.state(), head.version(), null, null, null),
                run.verdict(),
                run.saturation(),
                run.stages());
    }

    @Test
    void aFrontHoldsOnlyStagesThatNothingBeats() {
        XYPlot plot = own(FabricatedRun.sweep(), "pareto", "none").chart().getXYPlot();
        SeriesDataset front = (SeriesDataset) plot.getDataset(0);
        for (int i = 1; i < front.getItemCount(0); i++) {
            assertTrue(front.getYValue(0, i) >= front.getYValue(0, i - 1), "more load costs at least as much");
        }
    }

    @Test
    void fewerPointsAreDrawnWhereSettingsSaySo() {
        ReportSettings settings = settings("{'downSampling': 10, 'single': ['throughput']}");
        ArchivedRun run = FabricatedRun.sweep();
        XYPlot plot = ReportCharts.of(run.summary(), RunCharts.of(run), settings, ChartStyle.LIGHT)
                .getFirst()
                .chart()
                .getXYPlot();
        plot.getRenderer(plot.getDatasetCount() - 1);
        new org.jfree.chart.JFreeChart(plot).createBufferedImage(400, 200);
        for (int i = 0; i < plot.getDatasetCount(); i++) {
            if (plot.getDataset(i) instanceof SeriesDataset series) {
                series.shown().forEach(s -> assertTrue(s.size() <= 12, s.name() + " has " + s.size()));
            }
        }
    }

    @Test
    void picturesAreThoseOfTheSettings() {
        ReportSettings settings = settings("{" + OWN.formatted("line", "strategy") + ", 'single': ['mine', 'cdf'],"
                + " 'width': 300, 'height': 200, 'scale': 1}");
        List<String> files = new PngExporter()
                .export(FabricatedRun.single(), new ExportOptions(settings, List.of()), folder).stream()
                        .map(f -> String.valueOf(f.getFileName()))
                        .toList();
        assertEquals(List.of("report.png", "mine.png", "cdf.png"), files);
    }
}
