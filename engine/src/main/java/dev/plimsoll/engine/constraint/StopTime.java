package dev.plimsoll.engine.constraint;

import dev.plimsoll.engine.record.RequestUpdate;
import org.jspecify.annotations.Nullable;

/** Times in metadata and progress: seconds of run time. */
final class StopTime {
    private StopTime() {}

    /** A run time in seconds. */
    static double seconds(long ns) {
        return ns / 1e9;
    }

    /** When a limit was reached: the end of the request whose update reached it, else now. */
    static double of(SchedulerState state, @Nullable RequestUpdate update) {
        return seconds(update != null && update.status().isTerminal() ? update.atNs() : state.nowNs());
    }
}
