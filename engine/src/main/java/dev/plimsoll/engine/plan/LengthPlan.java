package dev.plimsoll.engine.plan;

/**
 * A distribution of token lengths: fixed where {@code stddev} is 0 and min equals max, uniform integer over [min, max] where stddev
 * is 0, else normal, rounded and clipped to [min, max].
 *
 * @param mean tokens, at least 1
 * @param stddev tokens, at least 0
 * @param min tokens, at least 1
 * @param max tokens, at least min
 */
public record LengthPlan(int mean, double stddev, int min, int max) {
    /** Always {@code tokens}. */
    public static LengthPlan fixed(int tokens) {
        return new LengthPlan(tokens, 0, tokens, tokens);
    }
}
