package dev.plimsoll.engine.router.observe;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A swap whose end is known.
 *
 * @param number by which requests name it
 * @param load what it loaded; null if it failed, or its model was ready already
 * @param evicted what was stopped for it; null where the log does not tell
 */
record EndedSwap(
        long number,
        long begunNs,
        long endedNs,
        boolean failed,
        @Nullable ModelLoad load,
        @Nullable List<String> evicted) {}
