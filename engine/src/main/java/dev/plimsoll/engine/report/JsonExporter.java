package dev.plimsoll.engine.report;

import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.archive.SummaryJson;
import dev.plimsoll.engine.file.AtomicFile;
import java.nio.file.Path;
import java.util.List;

/** {@code summary.json}: the whole summary, as in the run folder. */
public final class JsonExporter implements Exporter {
    @Override
    public String format() {
        return "json";
    }

    @Override
    public String description() {
        return "summary.json: everything that came out, for machines";
    }

    @Override
    public List<Path> export(ArchivedRun run, ExportOptions options, Path folder) {
        Path file = folder.resolve("summary.json");
        AtomicFile.writeText(file, SummaryJson.write(run.summary()));
        return List.of(file);
    }
}
