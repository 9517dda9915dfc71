package dev.plimsoll.engine.stats;

import java.util.Arrays;
import java.util.function.DoubleConsumer;

/** A growable column of doubles, without boxing. One thread. */
public final class DoubleList implements DoubleConsumer {
    private double[] values;
    private int size;

    /** An empty list with room for {@code capacity} values. */
    public DoubleList(int capacity) {
        values = new double[capacity];
    }

    /** An empty list. */
    public DoubleList() {
        this(16);
    }

    /** Appends one value. */
    public void add(double value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, Growth.next(size));
        }
        values[size++] = value;
    }

    /** Appends one value: {@link #add}. */
    @Override
    public void accept(double value) {
        add(value);
    }

    /** Number of values. */
    public int size() {
        return size;
    }

    /** The value at {@code index}; throws {@link IndexOutOfBoundsException} outside {@code [0, size)}. */
    public double get(int index) {
        return values[java.util.Objects.checkIndex(index, size)];
    }

    /** Adds {@code amount} to the value at {@code index}. */
    public void increase(int index, double amount) {
        values[java.util.Objects.checkIndex(index, size)] += amount;
    }

    /** Forgets every value, keeps the room. */
    public void clear() {
        size = 0;
    }

    /** A copy of the values. */
    public double[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
