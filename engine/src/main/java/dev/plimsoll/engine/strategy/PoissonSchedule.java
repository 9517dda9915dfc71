package dev.plimsoll.engine.strategy;

import dev.plimsoll.engine.plan.Seeds;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGeneratorFactory;

/**
 * Independent exponential gaps {@code -ln(1-u)/rate}: a Poisson process. Its ramp is a change of time of the same process, which is
 * a Poisson process whose rate grows linearly.
 *
 * <p>One generator for the whole stage, whatever the number of workers. The sum is kept as whole nanoseconds plus a fraction below
 * one, so the rounding error of one step never grows with the offset.
 */
final class PoissonSchedule implements ArrivalSchedule {
    private final double meanGapNs;
    private final Ramp ramp;
    private final Supplier<DoubleSupplier> uniforms;

    /**
     * A schedule over given uniforms.
     *
     * @param uniforms yields, for each cursor anew, the sequence of numbers in [0,1)
     */
    PoissonSchedule(double rate, Ramp ramp, Supplier<DoubleSupplier> uniforms) {
        this.meanGapNs = 1e9 / rate;
        this.ramp = ramp;
        this.uniforms = uniforms;
    }

    /** The schedule of a seed: generator {@code L64X128MixRandom}, seeded for the purpose {@link Seeds.Purpose#SCHEDULE}. */
    static PoissonSchedule seeded(double rate, Ramp ramp, long seed) {
        long scheduleSeed = Seeds.derive(seed, Seeds.Purpose.SCHEDULE);
        return new PoissonSchedule(
                rate, ramp, () -> RandomGeneratorFactory.of("L64X128MixRandom").create(scheduleSeed)::nextDouble);
    }

    @Override
    public Cursor cursor() {
        DoubleSupplier uniform = uniforms.get();
        return new Cursor() {
            private long wholeNs;
            private double fractionNs;

            @Override
            public long nextOffsetNs() {
                double gap = -StrictMath.log(1.0 - uniform.getAsDouble()) * meanGapNs;
                long wholeGap = (long) gap;
                fractionNs += gap - wholeGap;
                if (fractionNs >= 1.0) {
                    fractionNs -= 1.0;
                    wholeGap++;
                }
                wholeNs = wholeNs > Long.MAX_VALUE - wholeGap ? Long.MAX_VALUE : wholeNs + wholeGap;
                double x = wholeNs + fractionNs;
                return ramp.covers(x) ? ramp.within(x) : ramp.after(wholeNs);
            }
        };
    }
}
