package dev.plimsoll.engine.file;

import org.jspecify.annotations.Nullable;

/** Something that is made of columns, in memory or in a scratch file. */
public abstract class Columns {
    private final @Nullable ScratchFile scratch;

    /** Its columns are kept in {@code scratch}, or in memory where that is null. */
    protected Columns(@Nullable ScratchFile scratch) {
        this.scratch = scratch;
    }

    /** A new column. */
    protected final LongColumn longs() {
        return new LongColumn(scratch);
    }

    /** A new column. */
    protected final IntColumn ints() {
        return new IntColumn(scratch);
    }
}
