package dev.plimsoll.engine.metrics;

import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.stats.Distribution;
import dev.plimsoll.engine.stats.DoubleList;
import dev.plimsoll.engine.stats.SteadyState;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where a stage becomes steady: MSER-5 over its requests by the time they started, and over what it completed. Both are averaged in equal
 * parts of the stage that hold {@value #REQUESTS_A_BIN} requests in the mean; the later of the two cuts counts.
 *
 * <p>MSER always finds some cut that looks a little better than none. It is proposed only where the part before it differs from the
 * rest by more than chance: {@value #DEVIATIONS} standard errors of the batch means, and {@value #LEAST_DIFFERENCE} of their mean.
 *
 * @param seconds length to leave out, s
 * @param settled whether the rest is steady
 * @param by the series with the later cut
 */
record SteadyCut(double seconds, boolean settled, String by) {
    /** Fewer say nothing. */
    private static final int FEWEST_REQUESTS = 100;

    private static final int REQUESTS_A_BIN = 10;
    /** Finer bins would only cost time: 80 batches. */
    private static final int MOST_BINS = 400;

    private static final double DEVIATIONS = 3;
    private static final double LEAST_DIFFERENCE = 0.1;

    /** Of a stage's whole window, warm-up included; null where too few requests tell. */
    static @Nullable SteadyCut of(RequestColumns rows, StageWindow whole) {
        Starts starts = Starts.of(rows, whole);
        if (starts.values.size() < FEWEST_REQUESTS || whole.lengthSeconds() <= 0) {
            return null;
        }
        int bins = Math.min(MOST_BINS, starts.values.size() / REQUESTS_A_BIN);
        SteadyCut waits = starts.cut(bins, whole);
        SteadyCut work = completions(rows, bins, whole);
        boolean settled = waits.settled && work.settled;
        SteadyCut later = work.seconds > waits.seconds ? work : waits;
        return new SteadyCut(later.seconds, settled, later.by);
    }

    /** Requests completed in each bin. */
    private static SteadyCut completions(RequestColumns rows, int bins, StageWindow whole) {
        double[] counts = new double[bins];
        for (int i = 0; i < rows.size(); i++) {
            RequestColumns row = rows.at(i);
            if (row.successful() && whole.holds(row.end())) {
                counts[bin(row.end() - whole.fromNs(), whole, bins)]++;
            }
        }
        int[] places = new int[bins];
        Arrays.setAll(places, b -> b);
        return of("requests", counts, places, whole.lengthSeconds() / bins);
    }

    private static int bin(long offsetNs, StageWindow whole, int bins) {
        return (int) Math.clamp((long) ((double) offsetNs * bins / (whole.toNs() - whole.fromNs())), 0, bins - 1);
    }

    /** The cut of a series, of which the i-th value stands for the bin {@code places[i]}. */
    private static SteadyCut of(String by, double[] series, int[] places, double binSeconds) {
        SteadyState.Cut proposed = SteadyState.of(series);
        double[] batches = batches(series);
        int cut = withoutLikeTheRest(batches, proposed.cut() / SteadyState.BATCH);
        if (cut == 0 || !standsOut(batches, cut)) {
            return new SteadyCut(0, true, by);
        }
        return new SteadyCut(places[cut * SteadyState.BATCH] * binSeconds, proposed.settled(), by);
    }

    /** MSER likes to cut too much; the last batches before its cut stay in where they look like those after it, together and the first. */
    private static int withoutLikeTheRest(double[] batches, int cut) {
        Distribution rest = Distribution.of(Arrays.copyOfRange(batches, cut, batches.length));
        int first = 0;
        while (first < cut
                && (differs(Arrays.copyOfRange(batches, first, first + 1), rest)
                        || differs(Arrays.copyOfRange(batches, first, cut), rest))) {
            first++;
        }
        return first;
    }

    private static boolean standsOut(double[] batches, int cut) {
        double[] before = Arrays.copyOf(batches, cut);
        Distribution rest = Distribution.of(Arrays.copyOfRange(batches, cut, batches.length));
        return differs(before, rest) && difference(before, rest) > LEAST_DIFFERENCE * Math.abs(mean(rest));
    }

    private static boolean differs(double[] some, Distribution rest) {
        double error = rest.std().orElse(0) * Math.sqrt(1.0 / some.length + 1.0 / rest.count());
        return difference(some, rest) > DEVIATIONS * error;
    }

    private static double difference(double[] some, Distribution rest) {
        return Math.abs(mean(Distribution.of(some)) - mean(rest));
    }

    private static double mean(Distribution values) {
        return values.mean().orElse(0);
    }

    private static double[] batches(double[] series) {
        double[] means = new double[series.length / SteadyState.BATCH];
        for (int i = 0; i < means.length * SteadyState.BATCH; i++) {
            means[i / SteadyState.BATCH] += series[i] / SteadyState.BATCH;
        }
        return means;
    }

    /** The successful requests with their waits: TTFT, or latency where answers do not stream. */
    private record Starts(String by, DoubleList offsets, DoubleList values) {
        static Starts of(RequestColumns rows, StageWindow whole) {
            Starts ttft = new Starts("ttft", new DoubleList(), new DoubleList());
            Starts latency = new Starts("latency", new DoubleList(), new DoubleList());
            for (int i = 0; i < rows.size(); i++) {
                RequestColumns row = rows.at(i);
                long start = whole.startOf(row.intended(), row.sendStart());
                if (!row.successful() || !whole.holds(start)) {
                    continue;
                }
                latency.add(start - whole.fromNs(), row.end() - row.sendStart());
                if (RequestTimings.has(row.firstToken())) {
                    ttft.add(start - whole.fromNs(), row.firstToken() - row.sendStart());
                }
            }
            return 2 * ttft.values.size() >= latency.values.size() ? ttft : latency;
        }

        private void add(double offset, double value) {
            offsets.add(offset);
            values.add(value);
        }

        /**
         * By the medians of the bins that hold a request. The last bins, from which only the quick answers came back before the end, are
         * left out.
         */
        SteadyCut cut(int bins, StageWindow whole) {
            double p90 = Distribution.of(values).quantile(0.9);
            int told = Math.max(bins / 2, bin((long) (whole.toNs() - whole.fromNs() - p90), whole, bins) + 1);
            DoubleList[] byBin = new DoubleList[bins];
            for (int i = 0; i < values.size(); i++) {
                int bin = bin((long) offsets.get(i), whole, bins);
                if (byBin[bin] == null) {
                    byBin[bin] = new DoubleList();
                }
                byBin[bin].add(values.get(i));
            }
            double[] medians = new double[told];
            int[] places = new int[told];
            int n = 0;
            for (int b = 0; b < told; b++) {
                if (byBin[b] != null) {
                    medians[n] = Distribution.of(byBin[b]).quantile(0.5);
                    places[n++] = b;
                }
            }
            return SteadyCut.of(by, Arrays.copyOf(medians, n), places, whole.lengthSeconds() / bins);
        }
    }
}
