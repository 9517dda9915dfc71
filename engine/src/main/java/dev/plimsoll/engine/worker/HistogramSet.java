package dev.plimsoll.engine.worker;

import dev.plimsoll.engine.record.IntervalSample;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.HdrHistogram.Histogram;

/** The four histograms of one second, three significant digits each; see {@link IntervalSample}. */
record HistogramSet(Histogram sendLagNs, Histogram ttftUs, Histogram latencyUs, Histogram gapUs) {
    private static final long HOUR_US = 3_600_000_000L;

    /** Send lag is told in steps of 16 ns: finer than any timer here, and a smaller histogram. */
    private static final long LAG_UNIT_NS = 16;

    HistogramSet() {
        this(
                new Histogram(LAG_UNIT_NS, HOUR_US * 1000, 3),
                new Histogram(HOUR_US, 3),
                new Histogram(HOUR_US, 3),
                new Histogram(HOUR_US, 3));
    }

    /** Records a value, held within the histogram's range; never throws. */
    static void record(Histogram histogram, long value) {
        histogram.recordValue(Math.clamp(value, 0, histogram.getHighestTrackableValue()));
    }

    /**
     * Sets used in turn. The loop takes one a second; whoever has written it out gives it back, emptied on that thread and not on the
     * loop. A slow writer costs memory, never a wait.
     */
    static final class Pool {
        private final ConcurrentLinkedQueue<HistogramSet> free = new ConcurrentLinkedQueue<>();

        HistogramSet take() {
            HistogramSet set = free.poll();
            return set == null ? new HistogramSet() : set;
        }

        /** The histograms of a sample that nobody reads any more. */
        void giveBack(IntervalSample sample) {
            HistogramSet set =
                    new HistogramSet(sample.sendLagNs(), sample.ttftUs(), sample.latencyUs(), sample.gapUs());
            set.sendLagNs.reset();
            set.ttftUs.reset();
            set.latencyUs.reset();
            set.gapUs.reset();
            free.add(set);
        }
    }
}
