package dev.plimsoll.engine.archive;

import dev.plimsoll.engine.file.BuildInfo;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A Parquet file of records that grows row by row: when a run ends, it is all but written. Format version 2, not compressed, because packed
 * differences leave little to compress; DuckDB, which writes the files of runs that were killed, takes ten times as long for lists.
 *
 * <p>What is not yet a whole row group is in memory, some ten megabytes. The file can be read once {@link #finish} has returned. One thread.
 */
final class ParquetFile implements RecordSink, Closeable {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    /** As large as DuckDB's own groups. */
    private static final int GROUP_ROWS = 122_880;
    /** Long lists make a group smaller. */
    private static final int GROUP_BYTES = 8 << 20;
    /** How often the size of a group is looked at, in rows. */
    private static final int LOOK_ROWS = 256;

    private static final int OPTIONAL = 1;
    private static final int RLE = 3;

    private final FileChannel file;
    private final Map<String, ParquetColumn> columns = new LinkedHashMap<>();
    private final List<RowGroup> groups = new ArrayList<>();
    private final Bytes page = new Bytes();
    private final Bytes out = new Bytes();
    private long written;
    private int rows;

    /** What the file says at its end of some rows. */
    private record RowGroup(Bytes meta, long rows) {}

    private ParquetFile(FileChannel file, List<RecordField> fields) {
        this.file = file;
        for (RecordField field : fields) {
            columns.put(field.name(), new ParquetColumn(field.name(), ParquetColumn.Kind.of(field.sqlType())));
        }
    }

    /** Begins a file, in place of any that is there. */
    static ParquetFile open(Path path, List<RecordField> fields) throws IOException {
        FileChannel file = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        ParquetFile parquet = new ParquetFile(file, fields);
        parquet.out.add(MAGIC, 0, MAGIC.length);
        return parquet;
    }

    @Override
    public void number(String name, long value) {
        column(name).number(value);
    }

    @Override
    public void text(String name, String value) {
        column(name).text(value);
    }

    @Override
    public void flag(String name, boolean value) {
        column(name).flag(value);
    }

    @Override
    public void longs(String name, long[] values) {
        column(name).longs(values);
    }

    @Override
    public void ints(String name, int[] values) {
        column(name).ints(values);
    }

    private ParquetColumn column(String name) {
        ParquetColumn column = columns.get(name);
        if (column == null) {
            throw new IllegalArgumentException("no column " + name);
        }
        return column;
    }

    /** Ends a row: what was not told of it is absent. */
    void endRow() throws IOException {
        rows++;
        boolean full = rows == GROUP_ROWS;
        if (rows % LOOK_ROWS == 0) {
            full |= columns.values().stream().mapToInt(ParquetColumn::size).sum() >= GROUP_BYTES;
        }
        for (ParquetColumn column : columns.values()) {
            column.fill(rows);
        }
        if (full) {
            endGroup();
        }
    }

    private void endGroup() throws IOException {
        if (rows == 0) {
            return;
        }
        List<Bytes> chunks = new ArrayList<>();
        flush(out);
        long from = written;
        for (ParquetColumn column : columns.values()) {
            chunks.add(chunk(column));
        }
        long bytes = written - from;
        Bytes meta = new Bytes();
        int count = rows;
        ThriftStruct.write(
                meta, group -> group.rawStructs(1, chunks).i64(2, bytes).i64(3, count));
        groups.add(new RowGroup(meta, count));
        rows = 0;
    }

    /** Writes a column's only page of this group; returns what the file will say of it. */
    private Bytes chunk(ParquetColumn column) throws IOException {
        int entries = column.entries();
        Bytes statistics = new Bytes();
        ThriftStruct.write(statistics, column::describe);
        column.drainTo(page);
        int bytes = page.size();
        long at = written;
        ThriftStruct.write(
                out,
                header -> header.i32(1, 0)
                        .i32(2, bytes)
                        .i32(3, bytes)
                        .struct(
                                5,
                                data -> data.i32(1, entries)
                                        .i32(2, column.encoding())
                                        .i32(3, RLE)
                                        .i32(4, RLE)));
        flush(out);
        flush(page);
        long size = written - at;
        Bytes chunk = new Bytes();
        ThriftStruct.write(
                chunk,
                struct -> struct.i64(2, at)
                        .struct(
                                3,
                                meta -> meta.i32(1, column.kind.type)
                                        .i32s(2, column.encoding(), RLE)
                                        .texts(3, column.path())
                                        .i32(4, 0)
                                        .i64(5, entries)
                                        .i64(6, size)
                                        .i64(7, size)
                                        .i64(9, at)
                                        .rawStruct(12, statistics)));
        return chunk;
    }

    private void flush(Bytes ready) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(ready.array(), 0, ready.size());
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
        written += ready.size();
        ready.clear();
    }

    /** Writes the last rows and what the file says of itself, and forces it to the disk. */
    void finish() throws IOException {
        endGroup();
        Bytes footer = new Bytes();
        long all = groups.stream().mapToLong(RowGroup::rows).sum();
        ThriftStruct.write(
                footer,
                file -> file.i32(1, 2)
                        .rawStructs(2, schema())
                        .i64(3, all)
                        .rawStructs(4, groups.stream().map(RowGroup::meta).toList())
                        .text(6, "plimsoll version " + BuildInfo.version())
                        .rawStructs(
                                7, columns.values().stream().map(_ -> byType()).toList()));
        out.add(footer);
        out.addInt(footer.size());
        out.add(MAGIC, 0, MAGIC.length);
        flush(out);
        file.force(true);
    }

    private List<Bytes> schema() {
        List<Bytes> elements = new ArrayList<>();
        add(elements, root -> root.text(4, "records").i32(5, columns.size()));
        for (ParquetColumn column : columns.values()) {
            int type = column.kind.type;
            if (column.kind.isList) {
                add(
                        elements,
                        list -> list.i32(3, OPTIONAL)
                                .text(4, column.name)
                                .i32(5, 1)
                                .i32(6, 3));
                add(elements, repeated -> repeated.i32(3, 2).text(4, "list").i32(5, 1));
                add(elements, value -> value.i32(1, type).i32(3, 0).text(4, "element"));
            } else if (column.kind == ParquetColumn.Kind.TEXT) {
                add(
                        elements,
                        text -> text.i32(1, type)
                                .i32(3, OPTIONAL)
                                .text(4, column.name)
                                .i32(6, 0));
            } else {
                add(elements, value -> value.i32(1, type).i32(3, OPTIONAL).text(4, column.name));
            }
        }
        return elements;
    }

    /** Least and most of a column are by the order of its type. */
    private static Bytes byType() {
        Bytes order = new Bytes();
        ThriftStruct.write(order, union -> union.struct(1, _ -> {}));
        return order;
    }

    private static void add(List<Bytes> elements, java.util.function.Consumer<ThriftStruct> fields) {
        Bytes element = new Bytes();
        ThriftStruct.write(element, fields);
        elements.add(element);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
