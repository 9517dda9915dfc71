package dev.plimsoll.engine.plan;

import java.util.List;

/**
 * Pairs of prompt and output lengths that belong together, one pair drawn each time.
 *
 * @param pairs at least one
 */
public record LengthPairs(List<Pair> pairs) {
    public LengthPairs {
        pairs = List.copyOf(pairs);
    }

    /**
     * One of several pairs.
     *
     * @param percent how often, 0 to 100, those of all pairs together 100
     */
    public record Pair(LengthPlan prompt, LengthPlan output, double percent) {}

    /** Prompt tokens on average. */
    public double expectedPrompt() {
        return pairs.stream()
                .mapToDouble(p -> p.percent() / 100 * p.prompt().expected())
                .sum();
    }

    /** Output tokens on average. */
    public double expectedOutput() {
        return pairs.stream()
                .mapToDouble(p -> p.percent() / 100 * p.output().expected())
                .sum();
    }
}
