package dev.plimsoll.charts.picture;

import dev.plimsoll.charts.run.ChartView;
import dev.plimsoll.charts.run.RunCharts;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.engine.archive.ArchivedRun;
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
        List<Path> files = new ArrayList<>();
        for (ChartView view : RunCharts.of(run).all(style)) {
            Path file = folder.resolve(view.id() + ".svg");
            AtomicFile.writeText(file, Svg.of(view, style, options.width(), options.height()));
            files.add(file);
        }
        return files;
    }
}
