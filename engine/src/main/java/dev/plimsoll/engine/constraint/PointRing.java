package dev.plimsoll.engine.constraint;

import java.util.Arrays;

/** A queue of points (seconds, value) in two arrays, so that a million of them cost 16 MB and no garbage. Not thread-safe. */
final class PointRing {
    private double[] seconds = new double[256];
    private double[] values = new double[256];
    private int first;
    private int size;

    int size() {
        return size;
    }

    void addLast(double second, double value) {
        if (size == seconds.length) {
            grow();
        }
        int at = (first + size) & (seconds.length - 1);
        seconds[at] = second;
        values[at] = value;
        size++;
    }

    /** Forgets the first point; there is one. */
    void removeFirst() {
        first = (first + 1) & (seconds.length - 1);
        size--;
    }

    double firstSeconds() {
        return seconds[first];
    }

    double firstValue() {
        return values[first];
    }

    double lastSeconds() {
        return seconds[(first + size - 1) & (seconds.length - 1)];
    }

    private void grow() {
        seconds = unrolled(seconds);
        values = unrolled(values);
        first = 0;
    }

    /** Twice as long, the first point at index 0. */
    private double[] unrolled(double[] ring) {
        double[] longer = Arrays.copyOfRange(ring, first, first + 2 * ring.length);
        System.arraycopy(ring, 0, longer, ring.length - first, first);
        return longer;
    }
}
