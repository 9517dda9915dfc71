package dev.plimsoll.charts.run;

import dev.plimsoll.charts.plot.SeriesDataset;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.report.ChartSetting;
import dev.plimsoll.engine.report.ReportSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jfree.chart.plot.XYPlot;

/** The charts that report settings name, in their order. */
public final class ReportCharts {
    private ReportCharts() {}

    /** The charts of a report of one run; one that this run cannot have is left out. */
    public static List<ChartView> of(RunSummary summary, RunCharts charts, ReportSettings settings, ChartStyle style) {
        Map<String, RunChart> known =
                charts.list().stream().collect(Collectors.toMap(RunChart::id, Function.identity()));
        List<ChartView> views = new ArrayList<>();
        for (ChartSetting setting : settings.ofSingleRun()) {
            switch (setting) {
                case ChartSetting.BuiltIn builtIn -> {
                    RunChart chart = known.get(builtIn.name());
                    if (chart != null) {
                        views.add(thinned(chart.view().apply(style), settings));
                    }
                }
                case ChartSetting.OfStages own -> views.add(StagePlot.view(own, List.of(summary), settings, style));
            }
        }
        return views;
    }

    /** The charts of a report of several runs. */
    public static List<ChartView> of(List<RunSummary> runs, ReportSettings settings, ChartStyle style) {
        List<ChartView> views = new ArrayList<>();
        for (ChartSetting setting : settings.ofSeveralRuns()) {
            if (setting instanceof ChartSetting.OfStages own) {
                views.add(StagePlot.view(own, runs, settings, style));
            }
        }
        return views;
    }

    /** The same with as many points drawn as the settings ask for at most. */
    public static ChartView thinned(ChartView view, ReportSettings settings) {
        XYPlot plot = view.chart().getXYPlot();
        for (int i = 0; i < plot.getDatasetCount(); i++) {
            if (plot.getDataset(i) instanceof SeriesDataset series) {
                series.drawAtMost(settings.downSampling());
            }
        }
        return view;
    }
}
