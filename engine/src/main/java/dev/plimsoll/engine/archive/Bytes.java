package dev.plimsoll.engine.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Growing bytes, little-endian, with the variable-length numbers of Thrift and Parquet. One thread. */
final class Bytes {
    private byte[] bytes = new byte[64];
    private int size;

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    /** The bytes; only the first {@link #size} of them count. */
    byte[] array() {
        return bytes;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
        }
    }

    void add(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    void add(byte[] more, int from, int length) {
        room(length);
        System.arraycopy(more, from, bytes, size, length);
        size += length;
    }

    void add(Bytes more) {
        add(more.bytes, 0, more.size);
    }

    void addInt(int value) {
        addLow(value, Integer.BYTES);
    }

    void addLong(long value) {
        addLow(value, Long.BYTES);
    }

    /** The lowest bytes of a number, the lowest first. */
    void addLow(long value, int count) {
        room(count);
        for (int i = 0; i < count; i++) {
            bytes[size++] = (byte) (value >>> (8 * i));
        }
    }

    /** Seven bits a byte, the lowest first (ULEB128). */
    void addVarint(long value) {
        long rest = value;
        for (; (rest & ~0x7FL) != 0; rest >>>= 7) {
            add((int) (rest & 0x7F) | 0x80);
        }
        add((int) rest);
    }

    /** Numbers close to 0 of either sign are short. */
    void addZigzag(long value) {
        addVarint((value << 1) ^ (value >> 63));
    }

    /** Its length, then the text in UTF-8. */
    void addText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        addVarint(utf8.length);
        add(utf8, 0, utf8.length);
    }
}
