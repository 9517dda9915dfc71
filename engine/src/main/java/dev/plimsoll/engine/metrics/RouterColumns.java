package dev.plimsoll.engine.metrics;

import dev.plimsoll.engine.file.Columns;
import dev.plimsoll.engine.file.LongColumn;
import dev.plimsoll.engine.file.ScratchFile;
import dev.plimsoll.engine.record.RouterFacts;
import org.jspecify.annotations.Nullable;

/** What a model router said of requests, as columns: empty up to the first request of which one spoke. One thread. */
final class RouterColumns extends Columns {
    private final LongColumn queued = longs();
    private final LongColumn evicting = longs();
    private final LongColumn spawning = longs();
    private final LongColumn health = longs();
    private final LongColumn proxying = longs();

    RouterColumns(@Nullable ScratchFile scratch) {
        super(scratch);
    }

    /** What was said of request {@code row}, which is later than any before. */
    void put(long row, @Nullable RouterFacts routed) {
        if (queued.size() == 0 && routed == null) {
            return;
        }
        while (queued.size() < row) {
            add(RouterFacts.UNKNOWN);
        }
        add(routed == null ? RouterFacts.UNKNOWN : routed);
    }

    private void add(RouterFacts routed) {
        queued.add(routed.queuedUs());
        evicting.add(routed.evictingUs());
        spawning.add(routed.spawningUs());
        health.add(routed.healthUs());
        proxying.add(routed.proxyingUs());
    }

    /** Whether anything was said. */
    boolean any() {
        return queued.size() > 0;
    }

    /** Without the model's name, which is in a column of its own. */
    @Nullable
    RouterFacts get(long row) {
        if (row >= queued.size()) {
            return null;
        }
        RouterFacts told = new RouterFacts(
                null, queued.get(row), evicting.get(row), spawning.get(row), health.get(row), proxying.get(row));
        return told.equals(RouterFacts.UNKNOWN) ? null : told;
    }
}
