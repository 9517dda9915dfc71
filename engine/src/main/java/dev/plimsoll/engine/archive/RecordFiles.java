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
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the records and events of a run folder: Parquet where it is sealed, else the journal up to its torn line. */
final class RecordFiles {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long[] NO_NUMBERS = {};

    private final Path folder;

    RecordFiles(Path folder) {
        this.folder = folder;
    }

    /** Every record; {@code ordered} by stage and id costs memory for a journal and time for Parquet. */
    void forEach(boolean ordered, Consumer<RequestRecord> action) {
        Path journal = folder.resolve(RunFolder.RECORDS);
        Path parquet = folder.resolve(RunFolder.RECORDS_SEALED);
        // While both exist, sealing was interrupted: the journal is whole, the Parquet file perhaps not the last word.
        if (Files.isRegularFile(parquet)
                && (Files.isRegularFile(folder.resolve(RunFolder.SUMMARY)) || !Files.exists(journal))) {
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
        String sql = "SELECT " + names + " FROM read_parquet(" + Duck.quote(parquet.toString()) + ")"
                + (ordered ? " ORDER BY id" : "");
        try (Duck duck = Duck.open(Path.of(System.getProperty("java.io.tmpdir"), "plimsoll-spill"));
                Statement statement = duck.statement();
                ResultSet rows = statement.executeQuery(sql)) {
            Row row = new Row(rows);
            while (rows.next()) {
                action.accept(RecordJson.read(row));
            }
        } catch (SQLException e) {
            throw PlimsollException.failed(parquet + " could not be read: " + e.getMessage(), e);
        }
    }

    /** The current row of a result, by column name. */
    private static final class Row implements RecordSource {
        private final ResultSet rows;
        private final Map<String, Integer> columns = new HashMap<>();

        Row(ResultSet rows) {
            this.rows = rows;
            for (int i = 0; i < RecordField.ALL.size(); i++) {
                columns.put(RecordField.ALL.get(i).name(), i + 1);
            }
        }

        @Override
        public @Nullable String text(String name) {
            try {
                return rows.getString(column(name));
            } catch (SQLException e) {
                throw unreadable(name, e);
            }
        }

        @Override
        public long number(String name, long absent) {
            try {
                long value = rows.getLong(column(name));
                return rows.wasNull() ? absent : value;
            } catch (SQLException e) {
                throw unreadable(name, e);
            }
        }

        @Override
        public boolean flag(String name) {
            try {
                return rows.getBoolean(column(name));
            } catch (SQLException e) {
                throw unreadable(name, e);
            }
        }

        @Override
        public long[] longs(String name) {
            try {
                Array array = rows.getArray(column(name));
                if (array == null) {
                    return NO_NUMBERS;
                }
                Object[] values = (Object[]) array.getArray();
                long[] longs = new long[values.length];
                for (int i = 0; i < values.length; i++) {
                    longs[i] = ((Number) values[i]).longValue();
                }
                return longs;
            } catch (SQLException e) {
                throw unreadable(name, e);
            }
        }

        private int column(String name) {
            Integer at = columns.get(name);
            if (at == null) {
                throw new IllegalArgumentException("no column " + name);
            }
            return at;
        }

        private static PlimsollException unreadable(String name, SQLException e) {
            return PlimsollException.failed(
                    "Column " + name + " of the records could not be read: " + e.getMessage(), e);
        }
    }
}
