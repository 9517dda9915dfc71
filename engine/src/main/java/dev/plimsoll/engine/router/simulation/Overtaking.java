package dev.plimsoll.engine.router.simulation;

import java.util.Arrays;

/** Counts, for each of several requests, those that came later and started earlier; in n log n, by a Fenwick tree over the starts. */
final class Overtaking {
    private Overtaking() {}

    /**
     * The counts.
     *
     * @param starts in the order of arrival; -1 never started, is overtaken by nobody and overtakes nobody
     */
    static long[] counts(long[] starts) {
        long[] sorted = Arrays.stream(starts)
                .filter(start -> start >= 0)
                .sorted()
                .distinct()
                .toArray();
        long[] tree = new long[sorted.length + 1];
        long[] counts = new long[starts.length];
        for (int i = starts.length - 1; i >= 0; i--) {
            if (starts[i] < 0) {
                continue;
            }
            int rank = Arrays.binarySearch(sorted, starts[i]) + 1;
            for (int node = rank - 1; node > 0; node -= node & -node) {
                counts[i] += tree[node];
            }
            for (int node = rank; node < tree.length; node += node & -node) {
                tree[node]++;
            }
        }
        return counts;
    }
}
