package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.plan.LengthPlan;
import java.util.random.RandomGenerator;

/** Draws token lengths from a {@link LengthPlan}; GuideLLM's rule. Belongs to one thread. */
final class LengthSampler {
    private final LengthPlan plan;
    private final RandomGenerator random;

    LengthSampler(LengthPlan plan, RandomGenerator random) {
        this.plan = plan;
        this.random = random;
    }

    int next() {
        if (plan.min() == plan.max()) {
            return plan.min();
        }
        if (plan.stddev() == 0) {
            return random.nextInt(plan.min(), plan.max() + 1);
        }
        double drawn = plan.mean() + plan.stddev() * random.nextGaussian();
        return (int) Math.rint(Math.clamp(drawn, plan.min(), plan.max()));
    }
}
