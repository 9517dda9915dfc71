package dev.plimsoll.engine.strategy;

import java.util.function.DoubleSupplier;

/**
 * Gamma numbers of a given shape and mean 1. G. Marsaglia, W. W. Tsang, "A simple method for generating gamma variables", ACM TOMS 26
 * (2000): {@code d v} with {@code d = shape - 1/3}, {@code v = (1 + x / sqrt(9 d))^3}, x normal, accepted where
 * {@code ln u < x^2/2 + d - d v + d ln v}. A shape below 1 takes a number of shape + 1 times {@code u^(1/shape)}.
 *
 * <p>Of our own, because schedules must be the same on every machine: the samplers of Commons RNG, and {@code nextGaussian} of the JDK,
 * compute with {@code Math}, whose last digit may differ. Belongs to one thread.
 */
final class GammaGaps implements DoubleSupplier {
    private final double shape;
    private final double d;
    private final double c;
    private final DoubleSupplier uniforms;

    /**
     * A sequence of numbers.
     *
     * @param shape above 0
     * @param uniforms numbers in [0,1)
     */
    GammaGaps(double shape, DoubleSupplier uniforms) {
        this.shape = shape;
        this.uniforms = uniforms;
        this.d = (shape < 1 ? shape + 1 : shape) - 1.0 / 3.0;
        this.c = 1 / StrictMath.sqrt(9 * d);
    }

    @Override
    public double getAsDouble() {
        double large = large();
        double boost = shape < 1 ? StrictMath.pow(1 - uniforms.getAsDouble(), 1 / shape) : 1;
        return large * boost / shape;
    }

    private double large() {
        while (true) {
            double x = normal();
            double root = 1 + c * x;
            if (root <= 0) {
                continue;
            }
            double v = root * root * root;
            double u = 1 - uniforms.getAsDouble();
            if (StrictMath.log(u) < 0.5 * x * x + d - d * v + d * StrictMath.log(v)) {
                return d * v;
            }
        }
    }

    /** A standard normal number, by Box and Muller. */
    private double normal() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniforms.getAsDouble()));
        return radius * StrictMath.cos(2 * StrictMath.PI * uniforms.getAsDouble());
    }
}
