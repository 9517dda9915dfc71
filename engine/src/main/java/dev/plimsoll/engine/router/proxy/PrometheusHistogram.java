package dev.plimsoll.engine.router.proxy;

import java.util.Arrays;

/** Counts by upper bounds, and their sum. Not thread-safe. */
final class PrometheusHistogram {
    private final double[] bounds;
    private final long[] counts;
    private long count;
    private double sum;

    /** {@code bounds} ascend. */
    PrometheusHistogram(double[] bounds) {
        this.bounds = bounds.clone();
        this.counts = new long[bounds.length];
    }

    void add(double value) {
        int found = Arrays.binarySearch(bounds, value);
        int bucket = found >= 0 ? found : -found - 1;
        if (bucket < counts.length) {
            counts[bucket]++;
        }
        count++;
        sum += value;
    }

    void write(PrometheusText text, String name, String label, String value) {
        long below = 0;
        for (int i = 0; i < bounds.length; i++) {
            below += counts[i];
            text.sample(name + "_bucket", below, label, value, "le", PrometheusText.number(bounds[i]));
        }
        text.sample(name + "_bucket", count, label, value, "le", "+Inf");
        text.sample(name + "_sum", sum, label, value);
        text.sample(name + "_count", count, label, value);
    }
}
