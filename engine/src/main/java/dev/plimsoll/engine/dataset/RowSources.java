package dev.plimsoll.engine.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Opens the files of a format, in an order. */
final class RowSources {
    private RowSources() {}

    /** The rows as they stand in the files. */
    static RowSource inOrder(String format, List<Path> files) {
        return switch (format) {
            case "jsonl" -> new LineRows(files, LineDecoder.JSON);
            case "payloads" -> new LineRows(files, LineDecoder.PAYLOAD);
            case "text" -> new LineRows(files, LineDecoder.TEXT);
            case "csv" -> new CsvRows(files);
            case "json" -> new JsonRows(files);
            case "parquet" -> new ParquetRows(files);
            default -> throw new IllegalArgumentException("no such format: " + format);
        };
    }

    /** The rows in the order {@code sequential}, {@code shuffle} or {@code random}. */
    static RowSource open(String format, List<Path> files, String order, long limit, long seed) {
        if (order.equals("sequential")) {
            return inOrder(format, files);
        }
        boolean withReplacement = order.equals("random");
        RandomGenerator random = Randoms.order(seed);
        LineDecoder decoder = lines(format);
        return decoder == null
                ? new SpooledRows(files, inOrder(format, files), withReplacement, random, limit)
                : new IndexedRows(files, withReplacement, random, limit, decoder);
    }

    /** The rows in a given order, each once: {@code order[k]} is the place in the files of the k-th. */
    static RowSource open(String format, List<Path> files, int[] order) {
        LineDecoder decoder = lines(format);
        return decoder == null
                ? new SpooledRows(files, inOrder(format, files), order)
                : new IndexedRows(files, order, decoder);
    }

    /** How a line becomes a row; null where a row is not a line. */
    private static @Nullable LineDecoder lines(String format) {
        return switch (format) {
            case "jsonl" -> LineDecoder.JSON;
            case "payloads" -> LineDecoder.PAYLOAD;
            case "text" -> LineDecoder.TEXT;
            default -> null;
        };
    }
}
