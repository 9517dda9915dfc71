package dev.plimsoll.engine.metrics;

import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.stats.DoubleList;
import org.jspecify.annotations.Nullable;

/**
 * Output tokens by the time of the event that brought them, in bounded memory. One thread.
 *
 * <p>Time is cut into bins of 1 ms, so that a sum between whole milliseconds is exact; where a stage outlasts {@value #MOST_BINS} of
 * them, bins are merged by 5 and 2 in turn (5 ms, 10 ms, 50 ms, ...), which keeps whole seconds exact. Inside a bin tokens are taken
 * as evenly spread.
 */
final class TokenTimeline {
    private static final int MOST_BINS = 1 << 20;
    private static final long FIRST_WIDTH_NS = 1_000_000;

    private final long startNs;
    private DoubleList bins = new DoubleList();
    private long widthNs = FIRST_WIDTH_NS;
    private boolean mergeByFive = true;
    private double total;
    private long lastNs;
    /** Tokens before each bin, so that a query costs no walk; null since the bins changed. */
    private double @Nullable [] sums;

    /** A timeline that begins at a run time; what is earlier counts there. */
    TokenTimeline(long startNs) {
        this.startNs = startNs;
        this.lastNs = startNs;
    }

    /**
     * Spreads the tokens of one answer over its content events: those of the first chunk where the server told them, the rest in equal
     * parts. An unknown number of tokens is one per content event; an answer without content events counts at its last token or end.
     */
    void add(RequestRecord record) {
        RequestTimings times = record.timings();
        int[] deltas = record.contentDeltasUs();
        int events = deltas.length + record.contentTimesBeyond();
        int tokens = record.tokens().output() >= 0 ? record.tokens().output() : events;
        if (tokens == 0) {
            return;
        }
        if (events <= 1 || deltas.length == 0 || !RequestTimings.has(times.sendStart())) {
            add(RequestTimings.has(times.lastToken()) ? times.lastToken() : times.end(), tokens);
            return;
        }
        int told = record.tokens().inFirstChunk();
        double first = told > 1 ? Math.min(told, tokens) : (double) tokens / events;
        double each = (tokens - first) / (events - 1);
        long at = times.sendStart();
        for (int i = 0; i < deltas.length; i++) {
            at += deltas[i] * 1000L;
            add(at, i == 0 ? first : each);
        }
        int beyond = record.contentTimesBeyond();
        long last = RequestTimings.has(times.lastToken()) ? Math.max(at, times.lastToken()) : at;
        for (int k = 1; k <= beyond; k++) {
            add(at + (last - at) / beyond * k, each);
        }
    }

    /** Adds tokens that came at a run time. */
    void add(long atNs, double tokens) {
        if (tokens <= 0) {
            return;
        }
        long offset = Math.max(0, atNs - startNs);
        while (offset / widthNs >= MOST_BINS) {
            merge();
        }
        int bin = (int) (offset / widthNs);
        while (bins.size() <= bin) {
            bins.add(0);
        }
        bins.increase(bin, tokens);
        sums = null;
        total += tokens;
        lastNs = Math.max(lastNs, atNs);
    }

    /** Every token. */
    double total() {
        return total;
    }

    /** Tokens from {@code fromNs} to {@code toNs}, run time. */
    double between(long fromNs, long toNs) {
        return through(toNs) - through(fromNs);
    }

    /** Tokens in each of {@code n} bins of {@code stepNs} after the start. */
    double[] perStep(long stepNs, int n) {
        double[] steps = new double[n];
        double before = 0;
        for (int i = 0; i < n; i++) {
            double now = through(startNs + (i + 1) * stepNs);
            steps[i] = now - before;
            before = now;
        }
        return steps;
    }

    private double through(long atNs) {
        if (atNs <= startNs) {
            return 0;
        }
        if (atNs >= lastNs) {
            return total;
        }
        double[] before = sums();
        long offset = atNs - startNs;
        int bin = (int) (offset / widthNs);
        return before[bin] + bins.get(bin) * ((double) (offset % widthNs) / widthNs);
    }

    private double[] sums() {
        double[] known = sums;
        if (known == null) {
            known = new double[bins.size() + 1];
            for (int i = 0; i < bins.size(); i++) {
                known[i + 1] = known[i] + bins.get(i);
            }
            sums = known;
        }
        return known;
    }

    private void merge() {
        int factor = mergeByFive ? 5 : 2;
        mergeByFive = !mergeByFive;
        DoubleList merged = new DoubleList(bins.size() / factor + 1);
        for (int i = 0; i < bins.size(); i++) {
            if (i % factor == 0) {
                merged.add(0);
            }
            merged.increase(i / factor, bins.get(i));
        }
        bins = merged;
        widthNs *= factor;
    }
}
