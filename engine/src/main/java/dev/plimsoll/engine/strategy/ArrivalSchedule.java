package dev.plimsoll.engine.strategy;

/** The slots of an open loop: integer nanoseconds after the stage's start, never decreasing, endless. */
public interface ArrivalSchedule {
    /** A reader that starts at slot 0; independent of every other. */
    Cursor cursor();

    /** Reads slots in order. Belongs to one thread. */
    interface Cursor {
        /** Offset of the next slot after the stage's start, ns. */
        long nextOffsetNs();
    }
}
