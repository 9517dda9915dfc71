package dev.plimsoll.engine.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What we write, another reader reads: DuckDB. */
class ParquetFileTest {
    private static final List<RecordField> FIELDS = List.of(
            new RecordField("id", "BIGINT"),
            new RecordField("small", "INTEGER"),
            new RecordField("words", "VARCHAR"),
            new RecordField("yes", "BOOLEAN"),
            new RecordField("many", "BIGINT[]"),
            new RecordField("few", "INTEGER[]"),
            new RecordField("never", "INTEGER"));

    @TempDir
    private Path folder;

    private record Row(Long id, Integer small, String words, Boolean yes, long[] many, int[] few) {
        String shown() {
            return Arrays.asList(id, small, words, yes) + Arrays.toString(many) + Arrays.toString(few);
        }
    }

    /** Rows; how far neighbours are apart (bits); how many of ten values are missing. */
    @ParameterizedTest
    @CsvSource({
        "0, 1, 0",
        "1, 64, 0",
        "1, 1, 10",
        "31, 3, 1",
        "32, 7, 5",
        "33, 16, 0",
        "128, 33, 2",
        "129, 64, 3",
        "130, 1, 9",
        "1000, 20, 1",
        "5000, 64, 5"
    })
    void anotherReaderReadsEveryValueBack(int rows, int bits, int missing) throws Exception {
        Random random = new Random(rows);
        List<Row> written = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            written.add(row(random, bits, missing));
        }
        Path file = folder.resolve("a.parquet");
        write(file, written);
        assertEquals(written.stream().map(Row::shown).toList(), read(file));
    }

    @Test
    void manyRowsAreSeveralGroupsThatFiltersCanSkip() throws Exception {
        Path file = folder.resolve("a.parquet");
        try (ParquetFile parquet = ParquetFile.open(file, FIELDS)) {
            for (int i = 0; i < 300_000; i++) {
                parquet.number("id", i);
                parquet.number("small", -i);
                parquet.endRow();
            }
            parquet.finish();
        }
        try (Duck duck = Duck.open(folder)) {
            String of = "('" + file + "')";
            assertEquals(
                    "300000|44999850000|-44999850000",
                    one(duck, "SELECT concat_ws('|', count(*), sum(id), sum(small)) FROM read_parquet" + of));
            assertEquals("123456", one(duck, "SELECT small * -1 FROM read_parquet" + of + " WHERE id = 123456"));
            String group = " FROM parquet_metadata" + of + " WHERE path_in_schema = 'small' ORDER BY row_group_id";
            assertEquals("3", one(duck, "SELECT count(DISTINCT row_group_id) FROM parquet_metadata" + of));
            assertEquals("-122879|0", one(duck, "SELECT concat_ws('|', stats_min_value, stats_max_value)" + group));
        }
    }

    @Test
    void longListsMakeAGroupEndEarly() throws Exception {
        Path file = folder.resolve("a.parquet");
        Random random = new Random(1);
        int[] events = random.ints(4096).toArray();
        try (ParquetFile parquet = ParquetFile.open(file, FIELDS)) {
            for (int i = 0; i < 2000; i++) {
                parquet.number("id", i);
                parquet.ints("few", events);
                parquet.endRow();
            }
            parquet.finish();
        }
        try (Duck duck = Duck.open(folder)) {
            assertEquals("4", one(duck, "SELECT count(DISTINCT row_group_id) FROM parquet_metadata('" + file + "')"));
            assertEquals(
                    Long.toString(2000 * Arrays.stream(events).asLongStream().sum()),
                    one(duck, "SELECT sum(list_sum(few)) FROM '" + file + "'"));
        }
    }

    private static Row row(Random random, int bits, int missing) {
        return new Row(
                absent(random, missing) ? null : number(random, bits),
                absent(random, missing) ? null : (int) number(random, Math.min(bits, 32)),
                absent(random, missing) ? null : words(random),
                absent(random, missing) ? null : random.nextBoolean(),
                absent(random, missing)
                        ? new long[0]
                        : LongStream.generate(() -> number(random, bits))
                                .limit(random.nextInt(70))
                                .toArray(),
                absent(random, missing)
                        ? new int[0]
                        : IntStream.generate(() -> (int) number(random, Math.min(bits, 32)))
                                .limit(random.nextInt(70))
                                .toArray());
    }

    private static boolean absent(Random random, int missing) {
        return random.nextInt(10) < missing;
    }

    private static long number(Random random, int bits) {
        return switch (random.nextInt(40)) {
            case 0 -> bits < 32 ? 0 : bits < 64 ? Integer.MIN_VALUE : Long.MIN_VALUE;
            case 1 -> bits < 32 ? 1 : bits < 64 ? Integer.MAX_VALUE : Long.MAX_VALUE;
            default -> random.nextLong() >> (64 - bits);
        };
    }

    private static String words(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> "chatcmpl-" + random.nextInt(100_000);
            case 2 -> "completed";
            default -> "caf\u00e9 \ud83d\ude00 \"quoted\"\n" + "x".repeat(random.nextInt(300));
        };
    }

    private static void write(Path file, List<Row> rows) throws IOException {
        try (ParquetFile parquet = ParquetFile.open(file, FIELDS)) {
            for (Row row : rows) {
                if (row.few().length > 0) {
                    parquet.ints("few", row.few());
                }
                if (row.id() != null) {
                    parquet.number("id", row.id());
                }
                if (row.small() != null) {
                    parquet.number("small", row.small());
                }
                if (row.words() != null) {
                    parquet.text("words", row.words());
                }
                if (row.yes() != null) {
                    parquet.flag("yes", row.yes());
                }
                parquet.longs("many", row.many());
                parquet.endRow();
            }
            parquet.finish();
        }
    }

    private List<String> read(Path file) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Duck duck = Duck.open(folder);
                Statement statement = duck.statement();
                ResultSet result = statement.executeQuery("SELECT * FROM '" + file + "'")) {
            while (result.next()) {
                rows.add(Arrays.asList(
                                result.getObject(1), result.getObject(2), result.getObject(3), result.getObject(4))
                        + numbers(result.getArray(5))
                        + numbers(result.getArray(6)));
                assertEquals(null, result.getObject(7));
            }
        }
        return rows;
    }

    private static String numbers(Array array) throws SQLException {
        return array == null ? "[]" : Arrays.toString((Object[]) array.getArray());
    }

    private static String one(Duck duck, String sql) throws SQLException {
        try (Statement statement = duck.statement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return Objects.requireNonNull(result.getString(1));
        }
    }
}
