package dev.plimsoll.engine.strategy;

/** Slot i at the i-th moment of a progression, from 0 on: the turns of {@link SteadyUsers}, whoever sends them. */
record EvenSchedule(Progression moments) implements ArrivalSchedule {
    @Override
    public Cursor cursor() {
        return new Cursor() {
            private long next;

            @Override
            public long nextOffsetNs() {
                return moments.momentNs(next++);
            }
        };
    }
}
