package dev.plimsoll.engine.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * One column of {@link ParquetFile} between two of its row groups: levels, packed values, and what filters want to know of them. Every
 * column may lack a value; one of lists has none where a list is empty. One thread.
 */
final class ParquetColumn {
    /** How a column is stored. */
    enum Kind {
        LONG(2, false),
        INT(1, false),
        TEXT(6, false),
        FLAG(0, false),
        LONGS(2, true),
        INTS(1, true);

        /** Parquet's physical type. */
        final int type;

        final boolean isList;

        Kind(int type, boolean isList) {
            this.type = type;
            this.isList = isList;
        }

        /** The kind of a DuckDB type. */
        static Kind of(String sqlType) {
            return switch (sqlType) {
                case "BIGINT" -> LONG;
                case "INTEGER" -> INT;
                case "VARCHAR" -> TEXT;
                case "BOOLEAN" -> FLAG;
                case "BIGINT[]" -> LONGS;
                case "INTEGER[]" -> INTS;
                default -> throw new IllegalArgumentException(sqlType);
            };
        }
    }

    private static final int PLAIN = 0;
    private static final int DELTA_BYTE_ARRAY = 7;
    /** A value is there: below it, levels say what is missing. */
    private static final int LIST_VALUE = 2;

    private static final byte[] NO_BYTES = {};

    final String name;
    final Kind kind;
    private final LevelRuns definition = new LevelRuns();
    private final LevelRuns repetition = new LevelRuns();
    private final DeltaPacking numbers;
    private final DeltaPacking suffixLengths = new DeltaPacking(true);
    private final Bytes plain = new Bytes();
    private byte[] previous = NO_BYTES;
    private int flags;
    private int flagCount;
    private long rows;
    private int entries;
    private long nulls;
    private boolean anyValue;
    private long least;
    private long most;

    ParquetColumn(String name, Kind kind) {
        this.name = name;
        this.kind = kind;
        this.numbers = new DeltaPacking(kind == Kind.INT || kind == Kind.INTS || kind == Kind.TEXT);
    }

    void number(long value) {
        begin(true);
        numbers.add(value);
        least = anyValue ? Math.min(least, value) : value;
        most = anyValue ? Math.max(most, value) : value;
        anyValue = true;
    }

    /** Each text as what it shares with the one before and what follows (DELTA_BYTE_ARRAY): equal ones cost next to nothing. */
    void text(String value) {
        begin(true);
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        int shared = Arrays.mismatch(previous, utf8);
        shared = shared < 0 ? utf8.length : shared;
        numbers.add(shared);
        suffixLengths.add(utf8.length - shared);
        plain.add(utf8, shared, utf8.length - shared);
        previous = utf8;
    }

    void flag(boolean value) {
        begin(true);
        flags |= (value ? 1 : 0) << flagCount++;
        if (flagCount == Byte.SIZE) {
            plain.add(flags);
            flags = 0;
            flagCount = 0;
        }
    }

    void longs(long[] values) {
        list(values.length);
        for (long value : values) {
            numbers.add(value);
        }
    }

    void ints(int[] values) {
        list(values.length);
        for (int value : values) {
            numbers.add(value);
        }
    }

    private void list(int length) {
        if (length == 0) {
            begin(false);
            return;
        }
        rows++;
        entries += length;
        repetition.add(0);
        repetition.add(1, length - 1L);
        definition.add(LIST_VALUE, length);
    }

    private void begin(boolean present) {
        rows++;
        entries++;
        nulls += present ? 0 : 1;
        definition.add(present ? 1 : 0);
        if (kind.isList) {
            repetition.add(0);
        }
    }

    /** Rows up to the {@code until}-th that have no value yet have none. */
    void fill(long until) {
        while (rows < until) {
            begin(false);
        }
    }

    /** Bytes so far, about. */
    int size() {
        return definition.size() + repetition.size() + numbers.size() + suffixLengths.size() + plain.size();
    }

    /** Values, empty places and empty lists since the last page. */
    int entries() {
        return entries;
    }

    int encoding() {
        return switch (kind) {
            case FLAG -> PLAIN;
            case TEXT -> DELTA_BYTE_ARRAY;
            default -> DeltaPacking.ENCODING;
        };
    }

    /** What a reader may skip a row group by. */
    void describe(ThriftStruct statistics) {
        statistics.i64(3, nulls);
        if (anyValue && (kind == Kind.LONG || kind == Kind.INT)) {
            int width = kind == Kind.INT ? Integer.BYTES : Long.BYTES;
            Bytes max = new Bytes();
            max.addLow(most, width);
            Bytes min = new Bytes();
            min.addLow(least, width);
            statistics.binary(5, max).binary(6, min);
        }
    }

    /** Where the column is in the file's schema. */
    List<String> path() {
        return kind.isList ? List.of(name, "list", "element") : List.of(name);
    }

    /** Writes a page of everything since the last one, and begins anew. */
    void drainTo(Bytes page) {
        if (kind.isList) {
            repetition.drainTo(page);
        }
        definition.drainTo(page);
        if (kind == Kind.FLAG) {
            if (flagCount > 0) {
                plain.add(flags);
            }
        } else {
            numbers.drainTo(page);
            if (kind == Kind.TEXT) {
                suffixLengths.drainTo(page);
            }
        }
        page.add(plain);
        plain.clear();
        previous = NO_BYTES;
        flags = 0;
        flagCount = 0;
        rows = 0;
        entries = 0;
        nulls = 0;
        anyValue = false;
    }
}
