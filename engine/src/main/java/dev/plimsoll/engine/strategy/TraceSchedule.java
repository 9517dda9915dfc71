package dev.plimsoll.engine.strategy;

import dev.plimsoll.engine.plan.Timetable;

/** Slot i at the time of the i-th row of a trace, stretched; it ends with the trace. */
final class TraceSchedule implements ArrivalSchedule {
    private final Timetable times;
    private final double timeScale;

    TraceSchedule(Timetable times, double timeScale) {
        this.times = times;
        this.timeScale = timeScale;
    }

    @Override
    public Cursor cursor() {
        return new Cursor() {
            private int next;

            @Override
            public long nextOffsetNs() {
                return next == times.size() ? NO_SLOT : TraceTiming.scaled(times.offsetNs(next++), timeScale);
            }
        };
    }
}
