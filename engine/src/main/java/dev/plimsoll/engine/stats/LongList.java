package dev.plimsoll.engine.stats;

import java.util.Arrays;
import java.util.Objects;

/** A growable column of longs, without boxing. One thread. */
public final class LongList {
    private long[] values;
    private int size;

    /** An empty list with room for {@code capacity} values. */
    public LongList(int capacity) {
        values = new long[capacity];
    }

    /** An empty list. */
    public LongList() {
        this(16);
    }

    /** Appends one value. */
    public void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, Growth.next(size));
        }
        values[size++] = value;
    }

    /** Number of values. */
    public int size() {
        return size;
    }

    /** The value at {@code index}; throws {@link IndexOutOfBoundsException} outside {@code [0, size)}. */
    public long get(int index) {
        return values[Objects.checkIndex(index, size)];
    }

    /** Replaces the value at {@code index}; throws {@link IndexOutOfBoundsException} outside {@code [0, size)}. */
    public void set(int index, long value) {
        values[Objects.checkIndex(index, size)] = value;
    }

    /** A copy of the values. */
    public long[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
