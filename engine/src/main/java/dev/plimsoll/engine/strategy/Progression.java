package dev.plimsoll.engine.strategy;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Moments at equal distances, exactly: the n-th lies at {@code start + (n - before) / rate}, nearest nanosecond.
 *
 * <p>Every number is taken as the decimal it was written as, so the moment is a fraction {@code (n A + B) / D} of whole numbers: no sum
 * and thus no drift, however large n.
 */
final class Progression {
    private static final BigDecimal NS_PER_SECOND = BigDecimal.valueOf(1_000_000_000L);
    private static final long HALF = Long.MAX_VALUE / 2;

    private final BigInteger a;
    private final BigInteger b;
    private final BigInteger d;
    /** Up to this n the fraction is computed in longs: n * whole + wholeB + (n * rest + restB) / divisor. */
    private final long longsUpTo;

    private final long whole;
    private final long rest;
    private final long wholeB;
    private final long restB;
    private final long divisor;

    /**
     * A progression.
     *
     * @param startSeconds where it starts
     * @param before how many moments lie before the start, perhaps not a whole number
     * @param rate moments per second, above 0
     */
    Progression(BigDecimal startSeconds, BigDecimal before, BigDecimal rate) {
        BigDecimal shift = startSeconds.multiply(rate).subtract(before).multiply(NS_PER_SECOND);
        int scale = Math.max(0, Math.max(rate.scale(), shift.scale()));
        BigInteger numerator = NS_PER_SECOND.movePointRight(scale).toBigIntegerExact();
        BigInteger offset = shift.movePointRight(scale).toBigIntegerExact();
        BigInteger denominator = rate.movePointRight(scale).toBigIntegerExact();
        BigInteger common = numerator.gcd(denominator).gcd(offset);
        a = numerator.divide(common);
        d = denominator.divide(common);
        b = offset.divide(common).add(d.shiftRight(1)); // half a nanosecond more, then rounded down
        BigInteger[] step = a.divideAndRemainder(d);
        BigInteger restOfB = b.mod(d);
        BigInteger wholeOfB = b.subtract(restOfB).divide(d);
        whole = step[0].longValue();
        rest = step[1].longValue();
        wholeB = wholeOfB.longValue();
        restB = restOfB.longValue();
        divisor = d.longValue();
        boolean fit = step[0].bitLength() < 62 && d.bitLength() < 62 && wholeOfB.bitLength() < 62;
        longsUpTo = fit ? Math.min(HALF / Math.max(1, whole), (HALF - restB) / Math.max(1, rest)) : 0;
    }

    /** The n-th moment, ns; stays at the largest long after 292 years. */
    long momentNs(long n) {
        if (n <= longsUpTo) {
            return n * whole + wholeB + (n * rest + restB) / divisor;
        }
        BigInteger scaled = BigInteger.valueOf(n).multiply(a).add(b);
        BigInteger exact = scaled.subtract(scaled.mod(d)).divide(d);
        return exact.bitLength() < Long.SIZE ? exact.longValueExact() : Long.MAX_VALUE;
    }
}
