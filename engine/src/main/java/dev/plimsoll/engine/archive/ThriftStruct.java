package dev.plimsoll.engine.archive;

import java.util.List;
import java.util.function.Consumer;

/**
 * Writes structures in Thrift's compact protocol, in which Parquet keeps what it says of itself. Fields come in the order of their ids. One
 * thread.
 *
 * @see <a href="https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md">Thrift, compact protocol</a>
 */
final class ThriftStruct {
    private static final int I32 = 5;
    private static final int I64 = 6;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int STRUCT = 12;
    /** A list's length that no longer fits into its first byte. */
    private static final int LONG_LIST = 15;

    private final Bytes out;
    private int lastId;

    private ThriftStruct(Bytes out) {
        this.out = out;
    }

    /** Writes one structure with the fields that {@code fields} gives it. */
    static void write(Bytes out, Consumer<ThriftStruct> fields) {
        fields.accept(new ThriftStruct(out));
        out.add(0);
    }

    private void field(int id, int type) {
        out.add((id - lastId) << 4 | type); // ids are never more than 15 apart here
        lastId = id;
    }

    ThriftStruct i32(int id, int value) {
        field(id, I32);
        out.addZigzag(value);
        return this;
    }

    ThriftStruct i64(int id, long value) {
        field(id, I64);
        out.addZigzag(value);
        return this;
    }

    ThriftStruct text(int id, String value) {
        field(id, BINARY);
        out.addText(value);
        return this;
    }

    ThriftStruct binary(int id, Bytes value) {
        field(id, BINARY);
        out.addVarint(value.size());
        out.add(value);
        return this;
    }

    ThriftStruct struct(int id, Consumer<ThriftStruct> fields) {
        field(id, STRUCT);
        write(out, fields);
        return this;
    }

    /** A structure that is written already. */
    ThriftStruct rawStruct(int id, Bytes struct) {
        field(id, STRUCT);
        out.add(struct);
        return this;
    }

    /** Structures that are written already. */
    ThriftStruct rawStructs(int id, List<Bytes> structs) {
        list(id, STRUCT, structs.size());
        structs.forEach(out::add);
        return this;
    }

    ThriftStruct i32s(int id, int... values) {
        list(id, I32, values.length);
        for (int value : values) {
            out.addZigzag(value);
        }
        return this;
    }

    ThriftStruct texts(int id, List<String> values) {
        list(id, BINARY, values.size());
        values.forEach(out::addText);
        return this;
    }

    private void list(int id, int type, int size) {
        field(id, LIST);
        if (size < LONG_LIST) {
            out.add(size << 4 | type);
        } else {
            out.add(LONG_LIST << 4 | type);
            out.addVarint(size);
        }
    }
}
