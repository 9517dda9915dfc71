package dev.plimsoll.engine.run;

import dev.plimsoll.engine.strategy.ArrivalSchedule;

/** The first slots of a schedule, counted. Never takes long: beyond {@value #MOST} slots it says "unknown". */
final class Slots {
    private static final long MOST = 20_000_000;
    private static final double NS_PER_SECOND = 1e9;

    private Slots() {}

    /**
     * How many there are, and how long they take.
     *
     * @param count slots, -1 where counting them would take too long
     * @param seconds to the end that was asked for, or to the last slot where the schedule or the count ended before
     */
    record Span(long count, double seconds) {
        /** Slots per second, 0 where unknown. */
        double rate() {
            return count <= 0 || seconds <= 0 ? 0 : count / seconds;
        }
    }

    /**
     * The slots of a stage under its limits.
     *
     * @param seconds time limit, 0 = none
     * @param most limit of slots, 0 = none
     */
    static Span span(ArrivalSchedule schedule, double seconds, long most) {
        long endNs = seconds > 0 ? Math.round(seconds * NS_PER_SECOND) : ArrivalSchedule.NO_SLOT;
        ArrivalSchedule.Cursor cursor = schedule.cursor();
        long lastNs = 0;
        for (long count = 0; count < MOST; count++) {
            if (most > 0 && count == most) {
                return new Span(count, lastNs / NS_PER_SECOND);
            }
            long nextNs = cursor.nextOffsetNs();
            if (nextNs >= endNs) {
                boolean ended = nextNs == ArrivalSchedule.NO_SLOT;
                return new Span(count, ended ? lastNs / NS_PER_SECOND : seconds);
            }
            lastNs = nextNs;
        }
        return new Span(-1, -1);
    }
}
