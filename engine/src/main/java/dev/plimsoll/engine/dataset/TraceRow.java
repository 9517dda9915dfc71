package dev.plimsoll.engine.dataset;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One request of a trace.
 *
 * @param timeNs when it was made, ns from any origin, or {@link dev.plimsoll.engine.record.RequestTimings#ABSENT}
 * @param input prompt tokens, at least 1
 * @param output output tokens, 0 or more; -1 where the trace does not say
 * @param blocks what its prompt begins with, block by block; equal ids are equal text
 * @param label its class, or null
 */
record TraceRow(
        long timeNs,
        int input,
        int output,
        long[] blocks,
        @Nullable String label) {
    static final long[] NO_BLOCKS = {};

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TraceRow r
                && timeNs == r.timeNs
                && input == r.input
                && output == r.output
                && Arrays.equals(blocks, r.blocks)
                && java.util.Objects.equals(label, r.label);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(timeNs) * 31 + Arrays.hashCode(blocks) + input;
    }
}
