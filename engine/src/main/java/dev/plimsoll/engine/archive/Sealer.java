package dev.plimsoll.engine.archive;

import dev.plimsoll.engine.file.AtomicFile;
import dev.plimsoll.engine.file.FileTrouble;
import dev.plimsoll.engine.metrics.StageFigures;
import dev.plimsoll.engine.problem.PlimsollException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Makes the sealed form of a run. The order matters: the summary is written last but one, the journal removed last. Until the summary is there,
 * the journal is what counts.
 */
final class Sealer {
    /** A record of 4096 content times stays far below this. */
    private static final int LONGEST_LINE_BYTES = 64 << 20;

    private Sealer() {}

    /**
     * Seals a folder.
     *
     * @param tabled whether {@code records.parquet} is written already; else it is made of the journal
     */
    static void seal(Path folder, RunSummary summary, List<StageFigures> figures, boolean tabled) {
        try (Duck duck = Duck.openOnEveryCore(folder.resolve(".spill"))) {
            if (!tabled) {
                toParquet(
                        duck,
                        folder.resolve(RunFolder.RECORDS),
                        records(folder.resolve(RunFolder.RECORDS)),
                        folder.resolve(RunFolder.RECORDS_SEALED),
                        "id");
            }
            toParquet(
                    duck,
                    folder.resolve(RunFolder.SERIES),
                    journal(folder.resolve(RunFolder.SERIES), SampleJson.COLUMNS),
                    folder.resolve(RunFolder.SERIES_SEALED),
                    "kind");
        }
        FiguresJson.write(folder, figures);
        AtomicFile.writeText(folder.resolve(RunFolder.SUMMARY), SummaryJson.write(summary));
        removeJournal(folder);
    }

    /** Takes away what a sealed folder needs no more. */
    static void removeJournal(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve(RunFolder.RECORDS));
            Files.deleteIfExists(folder.resolve(RunFolder.SERIES));
            Path outputs = folder.resolve(RunFolder.OUTPUTS);
            if (Files.exists(outputs) && Files.size(outputs) == 0) {
                Files.delete(outputs);
            }
        } catch (IOException e) {
            throw PlimsollException.failed(
                    "The run is sealed, but its journal in " + folder + " could not be removed: "
                            + FileTrouble.reason(e),
                    e);
        }
    }

    /** A journal as a DuckDB table; rows without a key are torn lines. */
    static String journal(Path journal, Map<String, String> columns) {
        String types = columns.entrySet().stream()
                .map(c -> c.getKey() + ": " + Duck.quote(c.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
        return "read_json(" + Duck.quote(journal.toString()) + ", format='newline_delimited', ignore_errors=true,"
                + " maximum_object_size=" + LONGEST_LINE_BYTES + ", columns=" + types + ")";
    }

    /** A journal of records as a DuckDB table, with what an earlier version did not write and can be computed. */
    static String records(Path journal) {
        Map<String, String> columns = RecordField.ALL.stream()
                .collect(Collectors.toMap(
                        RecordField::name, RecordField::sqlType, (a, _) -> a, java.util.LinkedHashMap::new));
        return "(SELECT * REPLACE (coalesce(" + RecordField.LONGEST_GAP + ", " + RecordField.LONGEST_GAP_SQL + ") AS "
                + RecordField.LONGEST_GAP + ") FROM " + journal(journal, columns) + ")";
    }

    /** Rows without a key are torn lines. */
    static void toParquet(Duck duck, Path journal, String source, Path parquet, String key) {
        Path temporary = parquet.resolveSibling("." + parquet.getFileName() + ".writing");
        try {
            if (Files.notExists(journal)) {
                Files.createFile(journal); // the run ended before it came to this file
            }
            duck.run("COPY (SELECT * FROM " + source + " WHERE " + key + " IS NOT NULL) TO "
                    + Duck.quote(temporary.toString()) + " (FORMAT parquet, PARQUET_VERSION v2, COMPRESSION zstd)");
            try (FileChannel written = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                written.force(true); // the journal is removed on the strength of this file
            }
            Files.move(temporary, parquet, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (SQLException | IOException e) {
            String why = e instanceof IOException io ? FileTrouble.reason(io) : String.valueOf(e.getMessage());
            throw PlimsollException.failed(
                    parquet.getFileName() + " could not be written: " + why + ". The journal in " + journal.getParent()
                            + " is intact.",
                    e);
        }
    }
}
