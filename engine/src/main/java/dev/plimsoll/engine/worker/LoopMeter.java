package dev.plimsoll.engine.worker;

import org.HdrHistogram.Histogram;

/**
 * What the loop did with its time since the last reading. Busy is neither waiting in the poller nor spinning. Lag is how long one turn
 * kept events waiting, or how late a wait ended. Belongs to the loop.
 */
final class LoopMeter {
    private static final long UNIT_NS = 1_000;
    private static final long MOST_NS = 60_000_000_000L;

    /** Two digits are enough for a p99 of lag, and small enough to be read on the loop. */
    private final Histogram lagNs = new Histogram(UNIT_NS, MOST_NS, 2);

    private long busyNs;

    void busy(long ns) {
        busyNs += ns;
    }

    void lag(long ns) {
        HistogramSet.record(lagNs, ns);
    }

    /** Busy time and lag since the last reading; begins anew. */
    Reading read() {
        Reading reading = new Reading(
                busyNs,
                lagNs.getTotalCount() == 0 ? 0 : lagNs.getValueAtPercentile(99),
                lagNs.getTotalCount() == 0 ? 0 : lagNs.getMaxValue());
        busyNs = 0;
        lagNs.reset();
        return reading;
    }

    /** One second's worth. */
    record Reading(long busyNs, long lagP99Ns, long lagMaxNs) {}
}
