package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.file.FileTrouble;
import dev.plimsoll.engine.problem.PlimsollException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * CSV rows in another order. Rows of CSV cannot be found by their line ends (quoted fields have some too), so they are first written to a
 * temporary file, one JSON array {@code [file, line, fields]} a line, which can be indexed.
 */
final class SpooledCsv implements RowSource {
    private final Path spool;
    private final IndexedRows rows;

    SpooledCsv(List<Path> files, boolean withReplacement, RandomGenerator random, long limit) {
        this(files, limit, (spool, decoder) -> new IndexedRows(List.of(spool), withReplacement, random, 0, decoder));
    }

    /** Rows in a given order, each once: {@code order[k]} is the place in the files of the k-th. */
    SpooledCsv(List<Path> files, int[] order) {
        this(files, 0, (spool, decoder) -> new IndexedRows(List.of(spool), order, decoder));
    }

    private SpooledCsv(List<Path> files, long limit, BiFunction<Path, IndexedRows.Decoder, IndexedRows> opener) {
        try {
            this.spool = Files.createTempFile("plimsoll-rows-", ".jsonl");
        } catch (IOException e) {
            throw PlimsollException.failed(
                    "Could not write a temporary file to shuffle rows: " + FileTrouble.reason(e), e);
        }
        boolean done = false;
        try {
            write(files, limit);
            this.rows = opener.apply(spool, (_, bytes, length) -> decode(files, bytes, length));
            done = true;
        } catch (IOException e) {
            throw PlimsollException.failed(
                    "Could not write the temporary file " + spool + ": " + FileTrouble.reason(e), e);
        } finally {
            if (!done) {
                delete();
            }
        }
    }

    private void write(List<Path> files, long limit) throws IOException {
        try (CsvRows source = new CsvRows(files);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(spool), 1 << 16)) {
            long count = 0;
            Row row = source.next();
            while (row != null && (limit == 0 || count < limit)) {
                ArrayNode entry = JsonRow.MAPPER.createArrayNode();
                entry.add(files.indexOf(row.place().file()))
                        .add(row.place().line())
                        .add(row.fields());
                out.write(JsonRow.MAPPER.writeValueAsBytes(entry));
                out.write('\n');
                count++;
                row = source.next();
            }
        }
    }

    private static Row decode(List<Path> files, byte[] bytes, int length) {
        ArrayNode entry = (ArrayNode) JsonRow.MAPPER.readTree(bytes, 0, length);
        Row.At place =
                new Row.At(files.get(entry.get(0).intValue()), entry.get(1).longValue());
        return new Row(place, (ObjectNode) entry.get(2));
    }

    @Override
    public @Nullable Row next() throws BadRow {
        return rows.next();
    }

    @Override
    public void rewind() {
        rows.rewind();
    }

    @Override
    public void close() {
        rows.close();
        delete();
    }

    private void delete() {
        try {
            Files.deleteIfExists(spool);
        } catch (IOException e) {
            spool.toFile().deleteOnExit(); // where an open file cannot be deleted (Windows), at the end
        }
    }
}
