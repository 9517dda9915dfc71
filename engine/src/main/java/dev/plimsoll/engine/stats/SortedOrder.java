package dev.plimsoll.engine.stats;

/**
 * The order in which values ascend, as indexes; equal values keep theirs. A radix sort by bytes of the values' distance to the smallest:
 * linear, without boxing. Stateless.
 */
final class SortedOrder {
    private static final int DIGIT_BITS = 8;
    private static final int DIGITS = 1 << DIGIT_BITS;

    private SortedOrder() {}

    /** Of whole numbers. */
    static int[] of(long[] values) {
        int n = values.length;
        int[] order = new int[n];
        long min = n == 0 ? 0 : values[0];
        long max = min;
        for (int i = 0; i < n; i++) {
            order[i] = i;
            min = Math.min(min, values[i]);
            max = Math.max(max, values[i]);
        }
        long range = max - min; // unsigned: right however far apart they are
        int[] next = new int[n];
        for (int shift = 0; shift < Long.SIZE && range >>> shift != 0; shift += DIGIT_BITS) {
            int[] places = new int[DIGITS + 1];
            for (long value : values) {
                places[digit(value - min, shift) + 1]++;
            }
            for (int d = 0; d < DIGITS; d++) {
                places[d + 1] += places[d];
            }
            for (int index : order) {
                next[places[digit(values[index] - min, shift)]++] = index;
            }
            int[] sorted = next;
            next = order;
            order = sorted;
        }
        return order;
    }

    /** Of numbers that are not NaN; -0 before 0, as {@link Double#compare} has it. */
    static int[] of(double[] values) {
        long[] keys = new long[values.length];
        for (int i = 0; i < keys.length; i++) {
            long bits = Double.doubleToRawLongBits(values[i]);
            keys[i] = bits ^ (bits >> (Long.SIZE - 1) & Long.MAX_VALUE);
        }
        return of(keys);
    }

    private static int digit(long distance, int shift) {
        return (int) (distance >>> shift) & (DIGITS - 1);
    }
}
