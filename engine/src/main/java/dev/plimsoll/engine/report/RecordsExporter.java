package dev.plimsoll.engine.report;

import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.archive.RecordCopies;
import java.nio.file.Path;
import java.util.List;

/** {@code requests.jsonl}: every request as one JSON object a line, with all its clock readings. */
public final class RecordsExporter implements Exporter {
    @Override
    public String format() {
        return "jsonl";
    }

    @Override
    public String description() {
        return "requests.jsonl: every request with all its clock readings, one JSON object a line";
    }

    @Override
    public boolean usual() {
        return false;
    }

    @Override
    public List<Path> export(ArchivedRun run, ExportOptions options, Path folder) {
        Path file = folder.resolve("requests.jsonl");
        RecordCopies.jsonl(run, file);
        return List.of(file);
    }
}
