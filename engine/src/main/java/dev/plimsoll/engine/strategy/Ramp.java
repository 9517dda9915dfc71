package dev.plimsoll.engine.strategy;

/**
 * A rate that grows linearly from 0 to its full value over D and then stays, as a change of time.
 *
 * <p>The cumulative load after t is {@code t^2 / (2 D)} up to D and {@code t - D/2} after it (in units of the full rate). So what
 * would happen at x without the ramp happens at {@code sqrt(2 x D)} while {@code x <= D/2}, and at {@code x + D/2} later.
 *
 * @param lengthNs D, ns, 0 for none; even, so that both branches meet in whole nanoseconds
 */
record Ramp(long lengthNs) {
    Ramp {
        if (lengthNs < 0 || lengthNs % 2 != 0) {
            throw new IllegalArgumentException("ramp of " + lengthNs + " ns");
        }
    }

    /** A ramp of so many seconds, to the nearest two nanoseconds, 146 years at most. */
    static Ramp ofSeconds(double seconds) {
        return new Ramp(2 * Math.min(Long.MAX_VALUE / 4, StrictMath.round(seconds * 5e8)));
    }

    /** Whether what is due at x without the ramp is due within it. */
    boolean covers(double xNs) {
        return xNs <= lengthNs / 2.0;
    }

    /** When that happens which without the ramp would happen at {@code xNs}, where the ramp {@link #covers} it. */
    long within(double xNs) {
        return (long) StrictMath.rint(StrictMath.sqrt(2.0 * xNs * lengthNs));
    }

    /** The same after the ramp, in whole nanoseconds; stays at the largest long where it would overflow (after 292 years). */
    long after(long xNs) {
        return xNs > Long.MAX_VALUE - lengthNs / 2 ? Long.MAX_VALUE : xNs + lengthNs / 2;
    }
}
