package dev.plimsoll.engine.strategy;

import java.math.BigDecimal;

/**
 * Slot i at {@code (i+1)/rate}, nearest nanosecond, through a {@link Ramp}: a closed form ({@link Progression}), with no sum and thus
 * no drift however many slots. Within the ramp the square root is taken in doubles, whose error there is far below a nanosecond for
 * ramps of up to weeks.
 */
final class ConstantSchedule implements ArrivalSchedule {
    private final double rate;
    private final Ramp ramp;
    private final Progression even;

    ConstantSchedule(double rate, Ramp ramp) {
        this.rate = rate;
        this.ramp = ramp;
        this.even = new Progression(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.valueOf(rate));
    }

    /** Offset of a slot after the stage's start, ns. */
    long offsetNs(long slot) {
        long n = slot + 1;
        double x = n * 1e9 / rate;
        return ramp.covers(x) ? ramp.within(x) : ramp.after(even.momentNs(n));
    }

    @Override
    public Cursor cursor() {
        return new Cursor() {
            private long next;

            @Override
            public long nextOffsetNs() {
                return offsetNs(next++);
            }
        };
    }
}
