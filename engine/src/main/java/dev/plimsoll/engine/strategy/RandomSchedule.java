package dev.plimsoll.engine.strategy;

import dev.plimsoll.engine.plan.Seeds;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGeneratorFactory;

/**
 * Independent random gaps of one law with mean {@code 1/rate}. With exponential gaps {@code -ln(1-u)/rate} it is a Poisson process. Its
 * ramp is a change of time of the same process: a Poisson process stays one, of a rate that grows linearly.
 *
 * <p>One generator for the whole stage, whatever the number of workers. The sum is kept as whole nanoseconds plus a fraction below
 * one, so the rounding error of one step never grows with the offset.
 */
final class RandomSchedule implements ArrivalSchedule {
    private final double meanGapNs;
    private final Ramp ramp;
    private final Supplier<DoubleSupplier> gaps;

    /**
     * A schedule over given gaps.
     *
     * @param gaps yields, for each cursor anew, the sequence of gaps in units of their mean, 0 or more
     */
    RandomSchedule(double rate, Ramp ramp, Supplier<DoubleSupplier> gaps) {
        this.meanGapNs = 1e9 / rate;
        this.ramp = ramp;
        this.gaps = gaps;
    }

    /** A Poisson process. */
    static RandomSchedule poisson(double rate, Ramp ramp, long seed) {
        return new RandomSchedule(rate, ramp, () -> exponential(uniforms(seed)));
    }

    /** Gamma gaps of shape {@code burstiness}; of shape 1 they are exponential, and the very gaps of {@link #poisson}. */
    static RandomSchedule gamma(double rate, double burstiness, Ramp ramp, long seed) {
        return burstiness == 1
                ? poisson(rate, ramp, seed)
                : new RandomSchedule(rate, ramp, () -> new GammaGaps(burstiness, uniforms(seed)));
    }

    /** Exponential numbers of mean 1 from uniform ones in [0,1). */
    static DoubleSupplier exponential(DoubleSupplier uniforms) {
        return () -> -StrictMath.log(1.0 - uniforms.getAsDouble());
    }

    /** The uniforms of a seed: generator {@code L64X128MixRandom}, seeded for the purpose {@link Seeds.Purpose#SCHEDULE}. */
    private static DoubleSupplier uniforms(long seed) {
        long scheduleSeed = Seeds.derive(seed, Seeds.Purpose.SCHEDULE);
        return RandomGeneratorFactory.of("L64X128MixRandom").create(scheduleSeed)::nextDouble;
    }

    @Override
    public Cursor cursor() {
        DoubleSupplier gap = gaps.get();
        return new Cursor() {
            private long wholeNs;
            private double fractionNs;

            @Override
            public long nextOffsetNs() {
                double gapNs = gap.getAsDouble() * meanGapNs;
                if (gapNs >= NO_SLOT - wholeNs) {
                    wholeNs = NO_SLOT;
                    return NO_SLOT;
                }
                long wholeGap = (long) gapNs;
                fractionNs += gapNs - wholeGap;
                if (fractionNs >= 1.0) {
                    fractionNs -= 1.0;
                    wholeGap++;
                }
                wholeNs += wholeGap;
                double x = wholeNs + fractionNs;
                return ramp.covers(x) ? ramp.within(x) : ramp.after(wholeNs);
            }
        };
    }
}
