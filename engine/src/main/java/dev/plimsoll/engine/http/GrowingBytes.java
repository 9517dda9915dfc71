package dev.plimsoll.engine.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** An array of bytes that grows, reused from answer to answer. One owner, no thread safety. */
public final class GrowingBytes {
    /** What a buffer may keep between answers; a rare giant is given back to the collector. */
    private static final int KEPT_BYTES = 1 << 20;

    private static final int FIRST_BYTES = 1 << 10;

    private byte[] array = {};
    private int length;

    /** Appends {@code bytes[from, to)}. */
    public void append(byte[] bytes, int from, int to) {
        int added = to - from;
        reserve(added);
        System.arraycopy(bytes, from, array, length, added);
        length += added;
    }

    /** Appends one byte. */
    public void append(byte value) {
        reserve(1);
        array[length++] = value;
    }

    /** The array, with room for {@code added} further bytes behind {@link #length}; what is written there counts after {@link #used}. */
    public byte[] room(int added) {
        reserve(added);
        return array;
    }

    /** The first {@code newLength} bytes count now. */
    public void used(int newLength) {
        assert newLength >= length && newLength <= array.length;
        length = newLength;
    }

    /** Forgets everything from {@code newLength} on. */
    public void cutTo(int newLength) {
        assert newLength >= 0 && newLength <= length;
        length = newLength;
    }

    /** Empties it. */
    public void clear() {
        length = 0;
        if (array.length > KEPT_BYTES) {
            array = new byte[FIRST_BYTES];
        }
    }

    /** The bytes; valid up to {@link #length} and until the next call that changes this object. */
    public byte[] array() {
        return array;
    }

    /** Number of bytes held. */
    public int length() {
        return length;
    }

    /** Whether nothing is held. */
    public boolean isEmpty() {
        return length == 0;
    }

    /** The bytes as UTF-8 text; malformed sequences become U+FFFD. */
    public String text() {
        return new String(array, 0, length, StandardCharsets.UTF_8);
    }

    private void reserve(int added) {
        int needed = length + added;
        if (needed < 0) {
            throw new OutOfMemoryError("more than 2 GB in one buffer");
        }
        if (needed > array.length) {
            int grown = Math.max(FIRST_BYTES, (int) Math.min(Integer.MAX_VALUE - 16L, array.length * 2L));
            array = Arrays.copyOf(array, Math.max(grown, needed));
        }
    }
}
