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

/** {@code report.png}, one sheet with verdict, headline numbers and four charts, and one PNG per chart. */
public final class PngExporter implements Exporter {
    @Override
    public String format() {
        return "png";
    }

    @Override
    public String description() {
        return "report.png, one sheet, and one PNG per chart, at the chosen size and theme";
    }

    @Override
    public List<Path> export(ArchivedRun run, ExportOptions options, Path folder) {
        ChartStyle style = ChartStyle.named(options.theme());
        RunCharts charts = RunCharts.of(run);
        List<Path> files = new ArrayList<>();
        files.add(write(folder.resolve("report.png"), Sheet.png(run.summary(), charts, style, options.scale())));
        for (ChartView view : ReportCharts.of(run.summary(), charts, options.settings(), style)) {
            byte[] png = Png.of(view, style, options.width(), options.height(), options.scale());
            files.add(write(folder.resolve(view.id() + ".png"), png));
        }
        return files;
    }

    @Override
    public boolean ofSeveral() {
        return true;
    }

    @Override
    public List<Path> export(List<ArchivedRun> runs, ExportOptions options, Path folder) {
        ChartStyle style = ChartStyle.named(options.theme());
        List<Path> files = new ArrayList<>();
        List<RunSummary> summaries = runs.stream().map(ArchivedRun::summary).toList();
        for (ChartView view : ReportCharts.of(summaries, options.settings(), style)) {
            byte[] png = Png.of(view, style, options.width(), options.height(), options.scale());
            files.add(write(folder.resolve(view.id() + ".png"), png));
        }
        return files;
    }

    private static Path write(Path file, byte[] png) {
        AtomicFile.write(file, out -> out.write(png));
        return file;
    }
}
