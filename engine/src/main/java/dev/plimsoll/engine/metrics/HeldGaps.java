package dev.plimsoll.engine.metrics;

import dev.plimsoll.engine.file.Columns;
import dev.plimsoll.engine.file.IntColumn;
import dev.plimsoll.engine.file.LongColumn;
import dev.plimsoll.engine.file.ScratchFile;
import dev.plimsoll.engine.stats.CountingDistribution;
import org.jspecify.annotations.Nullable;

/** The gaps between the content events of every request, 4 bytes each, until it is known which requests count. One thread. */
final class HeldGaps extends Columns {
    private final IntColumn gapsUs = ints();
    /** How many gaps there are up to and with each request. */
    private final LongColumn through = longs();

    HeldGaps(@Nullable ScratchFile scratch) {
        super(scratch);
    }

    /** Those of one more request, from the times of its content events. */
    void add(int[] contentDeltasUs) {
        for (int i = 1; i < contentDeltasUs.length; i++) {
            gapsUs.add(contentDeltasUs[i]);
        }
        through.add(gapsUs.size());
    }

    /** Counts the gaps of the n-th request. */
    void countInto(CountingDistribution counts, int request) {
        long from = request == 0 ? 0 : through.get(request - 1);
        for (long i = from; i < through.get(request); i++) {
            counts.add(gapsUs.get(i));
        }
    }
}
