package dev.plimsoll.engine.stats;

import java.util.Arrays;
import java.util.Objects;

/** A growable column of ints, without boxing. One thread. */
public final class IntList {
    private int[] values;
    private int size;

    /** An empty list. */
    public IntList() {
        values = new int[16];
    }

    /** Appends one value. */
    public void add(int value) {
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
    public int get(int index) {
        return values[Objects.checkIndex(index, size)];
    }
}
