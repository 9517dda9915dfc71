package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.plan.LengthPlan;
import java.util.random.RandomGenerator;

/** Draws whole numbers from a {@link LengthPlan}: GuideLLM's rule, AIPerf's shapes. Belongs to one thread. */
final class LengthSampler {
    private final LengthPlan plan;
    private final RandomGenerator random;

    LengthSampler(LengthPlan plan, RandomGenerator random) {
        this.plan = plan;
        this.random = random;
    }

    int next() {
        return drawn(plan);
    }

    private int drawn(LengthPlan lengths) {
        if (lengths.min() == lengths.max()) {
            return lengths.min();
        }
        return switch (lengths.shape()) {
            case null ->
                lengths.stddev() == 0
                        ? random.nextInt(lengths.min(), lengths.max() + 1)
                        : clipped(lengths, lengths.mean() + lengths.stddev() * random.nextGaussian());
            case LengthPlan.LogNormal s ->
                clipped(lengths, s.median() * StrictMath.exp(s.sigma() * random.nextGaussian()));
            case LengthPlan.Multimodal s ->
                clipped(
                        lengths,
                        drawn(s.peaks()
                                .get(Weights.draw(s.peaks(), LengthPlan.Peak::weight, random))
                                .length()));
            case LengthPlan.Empirical s ->
                clipped(
                        lengths,
                        s.points()
                                .get(Weights.draw(s.points(), LengthPlan.Point::weight, random))
                                .value());
        };
    }

    private static int clipped(LengthPlan lengths, double drawn) {
        return (int) Math.rint(Math.clamp(drawn, lengths.min(), lengths.max()));
    }
}
