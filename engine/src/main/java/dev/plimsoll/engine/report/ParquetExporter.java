package dev.plimsoll.engine.report;

import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.archive.RecordCopies;
import java.nio.file.Path;
import java.util.List;

/** {@code requests.parquet}: every request with all its clock readings, for pandas, DuckDB or Polars. */
public final class ParquetExporter implements Exporter {
    @Override
    public String format() {
        return "parquet";
    }

    @Override
    public String description() {
        return "requests.parquet: every request with all its clock readings, for pandas, DuckDB or Polars";
    }

    @Override
    public boolean usual() {
        return false;
    }

    @Override
    public List<Path> export(ArchivedRun run, ExportOptions options, Path folder) {
        Path file = folder.resolve("requests.parquet");
        RecordCopies.parquet(run, file);
        return List.of(file);
    }
}
