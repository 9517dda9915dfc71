package dev.plimsoll.engine.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What each format of files makes of its rows. */
class RowFormatsTest {
    @TempDir
    Path folder;

    @Test
    void aListOfRowsInJsonIsReadRowByRow() throws Exception {
        Path file = write("a.json", "[\n{\"prompt\":\"a\",\"n\":1},\n\"b\"\n]\n");
        List<Row> rows = rows("json", file);
        assertEquals("{\"prompt\":\"a\",\"n\":1}", rows.get(0).fields().toString());
        assertEquals("{\"text\":\"b\"}", rows.get(1).fields().toString());
        assertEquals(2, rows.get(0).place().line());
        assertEquals(3, rows.get(1).place().line());
    }

    @Test
    void theFirstListOfAnObjectInJsonHoldsTheRows() throws Exception {
        Path file = write(
                "a.json", "{\"version\":{\"list\":[9]},\"data\":[{\"prompt\":\"a\"}],\"other\":[{\"prompt\":\"b\"}]}");
        assertEquals(List.of("{\"prompt\":\"a\"}"), texts(rows("json", file)));
    }

    @Test
    void brokenJsonIsToldByItsLineAndEndsTheReadingHoweverManyBadRowsAreAllowed() throws Exception {
        Path broken = write("a.json", "[\n{\"prompt\":\"a\"},\n{\"prompt\":}\n]");
        try (RowSource source = RowSources.inOrder("json", List.of(broken))) {
            assertEquals("{\"prompt\":\"a\"}", texts(List.of(nextOf(source))).getFirst());
            Problem bad = assertThrows(PlimsollException.class, source::next)
                    .problems()
                    .getFirst();
            assertEquals(3, bad.line());
            assertTrue(bad.what().startsWith("is not valid JSON: "), bad.what());
        }
    }

    @Test
    void jsonThatIsNoListOfRowsIsTold() throws Exception {
        assertEquals(
                "must be a list of rows [ ... ], or an object with such a list, but is not",
                firstFault(write("a.json", "{\"prompt\":\"a\"}")));
        assertEquals(
                "is a further object: with one object a line, the format is jsonl",
                firstFault(write("c.json", "{\"messages\":[]}\n{\"messages\":[]}")));
    }

    @Test
    void eachLineOfATextFileIsAPrompt() throws Exception {
        Path file = write("a.txt", "one\r\n\n  two \"quoted\"\n");
        assertEquals(List.of("{\"text\":\"one\"}", "{\"text\":\"  two \\\"quoted\\\"\"}"), texts(rows("text", file)));
    }

    @Test
    void textThatIsNotUtf8IsABadRow() throws Exception {
        Path file = folder.resolve("a.txt");
        Files.write(file, new byte[] {'a', (byte) 0xE4, '\n', 'b'});
        try (RowSource source = RowSources.inOrder("text", List.of(file))) {
            assertEquals(
                    "is not text in UTF-8",
                    assertThrows(BadRow.class, source::next).problem().what());
            assertEquals("{\"text\":\"b\"}", nextOf(source).fields().toString());
        }
    }

    @Test
    void valuesOfParquetKeepTheirTypesAndStructuresBecomeJson() throws Exception {
        Path file = folder.resolve("it's.parquet");
        parquet(
                file,
                "SELECT 'a' AS prompt, 5 AS n, 2.5::DOUBLE AS d, 'nan'::DOUBLE AS x, true AS b, [1, 2] AS list,"
                        + " {'role': 'user', 'content': ['c']} AS s, '\\x01\\x02'::BLOB AS bytes,"
                        + " DATE '2024-05-06' AS day, NULL AS nothing, 1.25::DECIMAL(9,2) AS e,"
                        + " MAP {'k': 1} AS m");
        List<Row> rows = rows("parquet", file);
        assertEquals(
                "{\"prompt\":\"a\",\"n\":5,\"d\":2.5,\"x\":null,\"b\":true,\"list\":[1,2],"
                        + "\"s\":{\"role\":\"user\",\"content\":[\"c\"]},\"bytes\":\"AQI=\",\"day\":\"2024-05-06\","
                        + "\"nothing\":null,\"e\":1.25,\"m\":{\"k\":1}}",
                rows.getFirst().fields().toString());
        assertEquals(1, rows.getFirst().place().line());
    }

    @Test
    void severalParquetFilesFollowOneAnother() throws Exception {
        Path a = folder.resolve("a.parquet");
        Path b = folder.resolve("b.parquet");
        parquet(a, "SELECT 'p' || i AS prompt FROM range(3) t(i)");
        parquet(b, "SELECT 'q' AS question");
        assertEquals(
                List.of("{\"prompt\":\"p0\"}", "{\"prompt\":\"p1\"}", "{\"prompt\":\"p2\"}", "{\"question\":\"q\"}"),
                texts(rows("parquet", a, b)));
    }

    @Test
    void aFileThatIsNoParquetIsToldByName() throws Exception {
        Path file = write("a.parquet", "PAR? no");
        PlimsollException bad = assertThrows(PlimsollException.class, () -> rows("parquet", file));
        assertTrue(
                String.valueOf(bad.getMessage()).startsWith(file + " is not valid Parquet: "),
                () -> String.valueOf(bad.getMessage()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jsonl", "json", "csv", "parquet", "text"})
    void everyFormatCanBeShuffled(String format) throws Exception {
        Path file = folder.resolve("rows");
        switch (format) {
            case "parquet" -> parquet(file, "SELECT 'p' || i AS text FROM range(200) t(i)");
            case "csv" -> write("rows", "text\n" + lines("p%d"));
            case "json" -> write("rows", "[" + lines("\"p%d\"").replace("\n", ",\n") + "\"p200\"]");
            case "text" -> write("rows", lines("p%d"));
            default -> write("rows", lines("{\"text\":\"p%d\"}"));
        }
        List<String> inOrder = texts(rows(format, file));
        List<String> shuffled = new ArrayList<>();
        try (RowSource source = RowSources.open(format, List.of(file), "shuffle", 0, 7)) {
            for (Row row = source.next(); row != null; row = source.next()) {
                shuffled.add(row.fields().toString());
            }
        }
        assertNotEquals(inOrder, shuffled);
        assertEquals(new HashSet<>(inOrder), new HashSet<>(shuffled));
        assertEquals(inOrder.size(), shuffled.size());
    }

    @Test
    void aBadRowOfJsonIsToldWhenItsTurnComesInAShuffle() throws Exception {
        Path file = write("a.json", "[\"a\",\n7,\n\"b\"]");
        int good = 0;
        int bad = 0;
        try (RowSource source = RowSources.open("json", List.of(file), "shuffle", 0, 1)) {
            for (int i = 0; i < 3; i++) {
                try {
                    nextOf(source);
                    good++;
                } catch (BadRow e) {
                    bad++;
                    assertEquals(2, e.problem().line());
                    assertEquals(file.toString(), e.problem().file());
                }
            }
        }
        assertEquals(2, good);
        assertEquals(1, bad);
    }

    private static String lines(String pattern) {
        StringBuilder lines = new StringBuilder();
        IntStream.range(0, 200).forEach(i -> lines.append(pattern.formatted(i)).append('\n'));
        return lines.toString();
    }

    private String firstFault(Path file) throws IOException {
        try (RowSource source = RowSources.inOrder("json", List.of(file))) {
            return assertThrows(PlimsollException.class, source::next)
                    .problems()
                    .getFirst()
                    .what();
        }
    }

    private static Row nextOf(RowSource source) throws BadRow {
        Row row = source.next();
        if (row == null) {
            throw new AssertionError("no further row");
        }
        return row;
    }

    private static List<String> texts(List<Row> rows) {
        return rows.stream().map(Row::fields).map(JsonNode::toString).toList();
    }

    private static List<Row> rows(String format, Path... files) throws BadRow {
        List<Row> rows = new ArrayList<>();
        try (RowSource source = RowSources.inOrder(format, List.of(files))) {
            for (Row row = source.next(); row != null; row = source.next()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    static void parquet(Path file, String query) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (" + query + ") TO '" + file.toString().replace("'", "''") + "' (FORMAT parquet)");
        }
    }
}
