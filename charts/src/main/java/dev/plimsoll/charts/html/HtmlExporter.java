package dev.plimsoll.charts.html;

import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.file.AtomicFile;
import dev.plimsoll.engine.report.ExportOptions;
import dev.plimsoll.engine.report.Exporter;
import java.nio.file.Path;
import java.util.List;

/** {@code report.html}: the report for colleagues, one file. */
public final class HtmlExporter implements Exporter {
    @Override
    public String format() {
        return "html";
    }

    @Override
    public String description() {
        return "report.html: verdict, headline numbers, charts, stages and setup in one file without network";
    }

    @Override
    public List<Path> export(ArchivedRun run, ExportOptions options, Path folder) {
        Path file = folder.resolve("report.html");
        AtomicFile.writeText(file, HtmlReport.of(run, options.settings()));
        return List.of(file);
    }
}
