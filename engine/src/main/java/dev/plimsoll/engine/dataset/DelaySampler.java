package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.plan.DelayPlan;
import java.util.random.RandomGenerator;

/** Draws think times from a {@link DelayPlan}; GuideLLM's rule. Belongs to one thread. */
final class DelaySampler {
    private final DelayPlan plan;
    private final RandomGenerator random;

    DelaySampler(DelayPlan plan, RandomGenerator random) {
        this.plan = plan;
        this.random = random;
    }

    /** The next, in seconds. */
    double next() {
        if (plan.min() == plan.max()) {
            return plan.min();
        }
        if (plan.stddev() == 0) {
            return plan.min() + (plan.max() - plan.min()) * random.nextDouble();
        }
        return Math.clamp(plan.mean() + plan.stddev() * random.nextGaussian(), plan.min(), plan.max());
    }
}
