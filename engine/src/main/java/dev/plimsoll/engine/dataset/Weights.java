package dev.plimsoll.engine.dataset;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/** Choices by weight. Pure functions of their generator. */
final class Weights {
    private Weights() {}

    /**
     * The place of one of several, by one number of the generator.
     *
     * @param weight how often each is chosen relative to the others, at least 0; together more than 0
     */
    static <T> int draw(List<T> of, ToDoubleFunction<T> weight, RandomGenerator random) {
        double total = 0;
        for (T each : of) {
            total += weight.applyAsDouble(each);
        }
        double left = random.nextDouble() * total;
        int last = 0;
        for (int i = 0; i < of.size(); i++) {
            double own = weight.applyAsDouble(of.get(i));
            if (own > 0) {
                last = i; // where rounding leaves nothing, it is the last that can be chosen
                left -= own;
                if (left < 0) {
                    return i;
                }
            }
        }
        return last;
    }
}
