package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.file.FileTrouble;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
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
 * Rows in another order, of formats in which a row cannot be found again by the place of its line (quoted fields of CSV have line ends too,
 * Parquet is packed): they are first written to a temporary file, one JSON array {@code [file, line, fields]} a line, which can be indexed.
 * The file is as large as the rows as JSON, and is deleted at the end.
 */
final class SpooledRows implements RowSource {
    private final Path spool;
    private final IndexedRows rows;

    /** Rows in a random order; the source is read to its end, or to the limit, and closed. */
    SpooledRows(List<Path> files, RowSource source, boolean withReplacement, RandomGenerator random, long limit) {
        this(
                files,
                source,
                limit,
                (spool, decoder) -> new IndexedRows(List.of(spool), withReplacement, random, 0, decoder));
    }

    /** Rows in a given order, each once: {@code order[k]} is the place in the files of the k-th. */
    SpooledRows(List<Path> files, RowSource source, int[] order) {
        this(files, source, 0, (spool, decoder) -> new IndexedRows(List.of(spool), order, decoder));
    }

    private SpooledRows(
            List<Path> files, RowSource source, long limit, BiFunction<Path, LineDecoder, IndexedRows> opener) {
        try {
            this.spool = Files.createTempFile("plimsoll-rows-", ".jsonl");
        } catch (IOException e) {
            throw PlimsollException.failed(
                    "Could not write a temporary file to shuffle rows: " + FileTrouble.reason(e), e);
        }
        boolean done = false;
        try {
            write(files, source, limit);
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

    private void write(List<Path> files, RowSource rows, long limit) throws IOException {
        try (RowSource source = rows;
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(spool), 1 << 16)) {
            long count = 0;
            boolean ended = false;
            while (!ended && (limit == 0 || count < limit)) {
                ArrayNode entry = JsonRow.MAPPER.createArrayNode();
                try {
                    Row row = source.next();
                    ended = row == null;
                    if (row != null) {
                        entry.add(files.indexOf(row.place().file()))
                                .add(row.place().line())
                                .add(row.fields());
                    }
                } catch (BadRow e) {
                    Problem problem = e.problem();
                    entry.add(String.valueOf(problem.file()))
                            .add(problem.line())
                            .add(problem.path())
                            .add(problem.what());
                }
                if (!ended) {
                    out.write(JsonRow.MAPPER.writeValueAsBytes(entry));
                    out.write('\n');
                    count++;
                }
            }
        }
    }

    /** A row; a bad one is told when its turn comes. */
    private static Row decode(List<Path> files, byte[] bytes, int length) throws BadRow {
        ArrayNode entry = (ArrayNode) JsonRow.MAPPER.readTree(bytes, 0, length);
        if (entry.get(0).isString()) {
            throw new BadRow(new Problem(
                    entry.get(0).stringValue(),
                    entry.get(1).intValue(),
                    entry.get(2).stringValue(),
                    entry.get(3).stringValue(),
                    List.of()));
        }
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
