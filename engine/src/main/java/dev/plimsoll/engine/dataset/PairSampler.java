package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.plan.DatasetPlan;
import dev.plimsoll.engine.plan.LengthPairs;
import dev.plimsoll.engine.plan.LengthPlan;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.random.RandomGenerator;

/** Draws the lengths of prompts and outputs, each by itself or in pairs that belong together. Belongs to one thread. */
interface PairSampler {
    /**
     * Lengths of a request.
     *
     * @param output tokens to ask for, -1 where the server decides
     */
    record Lengths(int prompt, int output) {}

    /** The next. */
    Lengths next();

    static PairSampler of(DatasetPlan.Synthetic plan, long seed) {
        RandomGenerator prompts = Randoms.promptLengths(seed);
        RandomGenerator outputs = Randoms.outputLengths(seed);
        LengthPairs pairs = plan.lengths();
        if (pairs != null) {
            RandomGenerator choice = Randoms.pairs(seed);
            List<LengthSampler> prompt = pairs.pairs().stream()
                    .map(pair -> new LengthSampler(pair.prompt(), prompts))
                    .toList();
            List<LengthSampler> output = pairs.pairs().stream()
                    .map(pair -> new LengthSampler(pair.output(), outputs))
                    .toList();
            return () -> {
                int pair = Weights.draw(pairs.pairs(), LengthPairs.Pair::percent, choice);
                return new Lengths(prompt.get(pair).next(), output.get(pair).next());
            };
        }
        LengthSampler prompt = new LengthSampler(plan.promptTokens(), prompts);
        LengthPlan asked = plan.outputTokens();
        IntSupplier output = asked == null ? () -> -1 : new LengthSampler(asked, outputs)::next;
        return () -> new Lengths(prompt.next(), output.getAsInt());
    }
}
