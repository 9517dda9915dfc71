package dev.plimsoll.engine.strategy;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Slot i at {@code (i+1)/rate}, nearest nanosecond, through a {@link Ramp}.
 *
 * <p>The rate is taken as the decimal number it was written as, so 10^9/rate is a fraction P/Q of whole numbers and slot i lies at
 * {@code floor(((i+1) P + Q/2) / Q)} exactly: a closed form, with no sum and thus no drift however many slots. Within the ramp the
 * square root is taken in doubles, whose error there is far below a nanosecond for ramps of up to weeks.
 */
final class ConstantSchedule implements ArrivalSchedule {
    private static final BigInteger NS_PER_SECOND = BigInteger.valueOf(1_000_000_000L);
    private static final long HALF = Long.MAX_VALUE / 2;

    private final double rate;
    private final Ramp ramp;
    private final BigInteger p;
    private final BigInteger q;
    /** Up to this n the sum n P/Q is computed in longs: n/rate = n * whole + n * remainder / divisor. */
    private final long longsUpTo;

    private final long whole;
    private final long remainder;
    private final long divisor;

    ConstantSchedule(double rate, Ramp ramp) {
        this.rate = rate;
        this.ramp = ramp;
        BigDecimal decimal = BigDecimal.valueOf(rate);
        BigInteger numerator = NS_PER_SECOND.multiply(BigInteger.TEN.pow(Math.max(0, decimal.scale())));
        BigInteger denominator = decimal.unscaledValue().multiply(BigInteger.TEN.pow(Math.max(0, -decimal.scale())));
        BigInteger common = numerator.gcd(denominator);
        p = numerator.divide(common);
        q = denominator.divide(common);
        BigInteger[] parts = p.divideAndRemainder(q);
        whole = parts[0].longValue();
        remainder = parts[1].longValue();
        divisor = q.longValue();
        boolean fit = parts[0].bitLength() < 62 && q.bitLength() < 62;
        longsUpTo = fit ? Math.min(HALF / Math.max(1, whole), (HALF - divisor) / Math.max(1, remainder)) : 0;
    }

    /** Offset of a slot after the stage's start, ns. */
    long offsetNs(long slot) {
        long n = slot + 1;
        double x = n * 1e9 / rate;
        return ramp.covers(x) ? ramp.within(x) : ramp.after(exactNs(n));
    }

    /** n/rate, nearest nanosecond, without the ramp; stays at the largest long after 292 years. */
    private long exactNs(long n) {
        if (n <= longsUpTo) {
            return n * whole + (n * remainder + divisor / 2) / divisor;
        }
        BigInteger exact =
                BigInteger.valueOf(n).multiply(p).add(q.shiftRight(1)).divide(q);
        return exact.bitLength() < Long.SIZE ? exact.longValueExact() : Long.MAX_VALUE;
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
