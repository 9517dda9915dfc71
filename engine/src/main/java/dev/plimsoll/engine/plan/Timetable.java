package dev.plimsoll.engine.plan;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** When the rows of a trace start, by the data itself. Immutable; any thread. */
public final class Timetable {
    /** Of a dataset that was not read yet. */
    public static final Timetable UNREAD = new Timetable(new long[0], null);

    private final long[] offsetsNs;
    private final @Nullable String note;

    /**
     * A timetable.
     *
     * @param offsetsNs each row's start relative to the trace's, ns, ascending, 0 or more
     * @param note what a report says about their order, or null
     */
    public Timetable(long[] offsetsNs, @Nullable String note) {
        this.offsetsNs = offsetsNs.clone();
        this.note = note;
    }

    /** Rows. */
    public int size() {
        return offsetsNs.length;
    }

    /** Start of the row with this place in time, ns. */
    public long offsetNs(int place) {
        return offsetsNs[place];
    }

    /** What a report says about their order, or null. */
    public @Nullable String note() {
        return note;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Timetable t && Arrays.equals(offsetsNs, t.offsetsNs);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(offsetsNs);
    }

    @Override
    public String toString() {
        return offsetsNs.length + " rows";
    }
}
