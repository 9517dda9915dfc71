package dev.plimsoll.engine.archive;

import dev.plimsoll.engine.file.FileTrouble;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.record.RequestRecord;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the records and events of a run folder: Parquet where it is sealed, else the journal up to its torn line. */
final class RecordFiles {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path folder;

    RecordFiles(Path folder) {
        this.folder = folder;
    }

    /** Whether the Parquet file is what counts. While both exist, sealing was interrupted, and the journal is the whole one. */
    static boolean isSealed(Path folder) {
        return Files.isRegularFile(folder.resolve(RunFolder.RECORDS_SEALED))
                && (Files.isRegularFile(folder.resolve(RunFolder.SUMMARY))
                        || !Files.exists(folder.resolve(RunFolder.RECORDS)));
    }

    /** Every record; {@code ordered} by stage and id costs memory for a journal and time for Parquet. */
    void forEach(boolean ordered, Consumer<RequestRecord> action) {
        Path journal = folder.resolve(RunFolder.RECORDS);
        Path parquet = folder.resolve(RunFolder.RECORDS_SEALED);
        if (isSealed(folder)) {
            fromParquet(parquet, ordered, action);
        } else if (Files.isRegularFile(journal)) {
            if (ordered) {
                List<RequestRecord> all = new ArrayList<>();
                fromJournal(journal, all::add);
                all.sort(Comparator.comparingLong(r -> r.info().requestId()));
                all.forEach(action);
            } else {
                fromJournal(journal, action);
            }
        }
    }

    /** Whole lines of {@code events.jsonl} that are JSON. */
    List<String> events() {
        Path file = folder.resolve(RunFolder.EVENTS);
        List<String> lines = new ArrayList<>();
        if (Files.isRegularFile(file)) {
            wholeLines(file, line -> {
                try {
                    JSON.readTree(line);
                    lines.add(new String(line, StandardCharsets.UTF_8));
                } catch (JacksonException e) {
                    // a line torn by a crash: everything before it stands
                }
            });
        }
        return lines;
    }

    private static void fromJournal(Path journal, Consumer<RequestRecord> action) {
        wholeLines(journal, line -> {
            RequestRecord record;
            try {
                JsonNode node = JSON.readTree(line);
                record = node.isObject() ? RecordJson.read(node) : null;
            } catch (JacksonException | IllegalArgumentException e) {
                return; // torn by a crash
            }
            if (record != null) {
                action.accept(record);
            }
        });
    }

    /** Calls {@code action} for each line that ends with a newline; what follows the last one is torn. */
    private static void wholeLines(Path file, Consumer<byte[]> action) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
            byte[] chunk = new byte[1 << 16];
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                int from = 0;
                for (int i = 0; i < n; i++) {
                    if (chunk[i] == '\n') {
                        line.write(chunk, from, i - from);
                        from = i + 1;
                        if (line.size() > 0) {
                            action.accept(line.toByteArray());
                        }
                        line.reset();
                    }
                }
                line.write(chunk, from, n - from);
            }
        } catch (IOException e) {
            throw PlimsollException.failed(file + " could not be read: " + FileTrouble.reason(e), e);
        }
    }

    private static void fromParquet(Path parquet, boolean ordered, Consumer<RequestRecord> action) {
        String names = RecordField.ALL.stream().map(RecordField::name).collect(Collectors.joining(", "));
        try (Duck duck = Duck.open(Path.of(System.getProperty("java.io.tmpdir"), "plimsoll-spill"))) {
            String sql = "SELECT " + names + " FROM " + RecordTable.of(duck, parquet) + (ordered ? " ORDER BY id" : "");
            try (Statement statement = duck.statement();
                    ResultSet rows = statement.executeQuery(sql)) {
                DuckRow row = new DuckRow(rows);
                while (rows.next()) {
                    action.accept(RecordJson.read(row));
                }
            }
        } catch (SQLException e) {
            throw PlimsollException.failed(parquet + " could not be read: " + e.getMessage(), e);
        }
    }
}
