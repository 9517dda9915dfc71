package dev.plimsoll.charts.picture;

import dev.plimsoll.charts.run.ChartView;
import dev.plimsoll.charts.run.ReportCharts;
import dev.plimsoll.charts.run.RunCharts;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.file.AtomicFile;
import dev.plimsoll.engine.report.ExportOptions;
import dev.plimsoll.engine.report.Exporter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One SVG per chart, the same pictures as the PNGs. */
public final class SvgExporter implements Exporter {
    @Override
    public String format() {
        return "svg";
    }

    @Override
    public String description() {
        return "one SVG per chart, at the chosen size and theme";
    }

    @Override
    public List<Path> export(ArchivedRun run, ExportOptions options, Path folder) {
        ChartStyle style = ChartStyle.named(options.theme());
        return write(
                ReportCharts.of(run.summary(), RunCharts.of(run), options.settings(), style), options, style, folder);
    }

    @Override
    public boolean ofSeveral() {
        return true;
    }

    @Override
    public List<Path> export(List<ArchivedRun> runs, ExportOptions options, Path folder) {
        ChartStyle style = ChartStyle.named(options.theme());
        List<RunSummary> summaries = runs.stream().map(ArchivedRun::summary).toList();
        return write(ReportCharts.of(summaries, options.settings(), style), options, style, folder);
    }

    private static List<Path> write(List<ChartView> views, ExportOptions options, ChartStyle style, Path folder) {
        List<Path> files = new ArrayList<>();
        for (ChartView view : views) {
            Path file = folder.resolve(view.id() + ".svg");
            AtomicFile.writeText(file, Svg.of(view, style, options.width(), options.height()));
            files.add(file);
        }
        return files;
    }
}
