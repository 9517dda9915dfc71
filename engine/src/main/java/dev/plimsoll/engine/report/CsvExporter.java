package dev.plimsoll.engine.report;

import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.file.AtomicFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Three files for spreadsheets and data frames: {@code summary.csv}, one row per stage; {@code requests.csv}, one row per request;
 * {@code series.csv}, one row per stage and second. Each has one header row with the units in the names; columns are only ever added,
 * at the end.
 */
public final class CsvExporter implements Exporter {
    @Override
    public String format() {
        return "csv";
    }

    @Override
    public String description() {
        return "summary.csv, requests.csv and series.csv: stages, requests and seconds as rows";
    }

    @Override
    public List<Path> export(ArchivedRun run, ExportOptions options, Path folder) {
        Path summary = folder.resolve("summary.csv");
        Path requests = folder.resolve("requests.csv");
        Path series = folder.resolve("series.csv");
        write(summary, out -> StageCsv.write(run.summary(), out));
        write(requests, out -> RequestCsv.write(run, out));
        write(series, out -> SeriesCsv.write(run.figures(), out));
        return List.of(summary, requests, series);
    }

    private interface Rows {
        void write(Appendable out) throws IOException;
    }

    private static void write(Path file, Rows rows) {
        AtomicFile.write(file, out -> {
            Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            rows.write(writer);
            writer.flush();
        });
    }
}
