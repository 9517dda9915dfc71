package dev.plimsoll.engine.strategy;

/** The slots of an open loop: integer nanoseconds after the stage's start, never decreasing; endless, or ending by {@link #NO_SLOT}. */
public interface ArrivalSchedule {
    /** In place of an offset: there is no further slot. Slots beyond 292 years are none. */
    long NO_SLOT = Long.MAX_VALUE;

    /** A reader that starts at slot 0; independent of every other. */
    Cursor cursor();

    /** Reads slots in order. Belongs to one thread. */
    interface Cursor {
        /** Offset of the next slot after the stage's start, ns; {@link #NO_SLOT} from the schedule's end on. */
        long nextOffsetNs();
    }
}
