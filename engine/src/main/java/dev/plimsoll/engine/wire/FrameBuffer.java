package dev.plimsoll.engine.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * A growing byte array that fields are appended to. Every whole number is a zigzag varint (7 bits a byte, low ones first, sign in
 * bit 0): small magnitudes of either sign, by far the most, take one or two bytes.
 */
final class FrameBuffer {
    private static final int LONGEST_VARINT = 10;

    private byte[] bytes;
    private int size;

    FrameBuffer(int capacity) {
        bytes = new byte[capacity];
    }

    byte[] array() {
        return bytes;
    }

    int size() {
        return size;
    }

    /** Empties it; a capacity beyond {@code keep} is given back. */
    void clear(int keep) {
        size = 0;
        if (bytes.length > keep) {
            bytes = new byte[keep];
        }
    }

    void put(long value) {
        reserve(LONGEST_VARINT);
        long rest = (value << 1) ^ (value >> 63);
        int at = size;
        while ((rest & ~0x7FL) != 0) {
            bytes[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[at++] = (byte) rest;
        size = at;
    }

    void putByte(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    /** Four bytes, big-endian, at a place already written. */
    void setInt(int at, int value) {
        bytes[at] = (byte) (value >>> 24);
        bytes[at + 1] = (byte) (value >>> 16);
        bytes[at + 2] = (byte) (value >>> 8);
        bytes[at + 3] = (byte) value;
    }

    void skip(int count) {
        reserve(count);
        size += count;
    }

    void putDouble(double value) {
        reserve(8);
        long bits = Double.doubleToLongBits(value);
        setInt(size, (int) (bits >>> 32));
        setInt(size + 4, (int) bits);
        size += 8;
    }

    void putBytes(byte[] source) {
        reserve(source.length);
        System.arraycopy(source, 0, bytes, size, source.length);
        size += source.length;
    }

    /** UTF-8 after its length; null is length -1. A lone surrogate, which UTF-8 cannot hold, becomes a question mark. */
    void putText(@Nullable String text) {
        if (text == null) {
            put(-1);
        } else {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            put(utf8.length);
            putBytes(utf8);
        }
    }

    /** HdrHistogram's V2 encoding after its length. */
    void putHistogram(Histogram histogram) {
        int room = histogram.getNeededByteBufferCapacity();
        reserve(room + 4);
        int length = histogram.encodeIntoByteBuffer(ByteBuffer.wrap(bytes, size + 4, room));
        setInt(size, length);
        size += 4 + length;
    }

    private void reserve(int count) {
        if (bytes.length - size < count) {
            bytes = Arrays.copyOf(bytes, Math.max(size + count, Math.min(bytes.length * 2, Integer.MAX_VALUE - 8)));
        }
    }
}
