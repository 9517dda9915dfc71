package dev.plimsoll.engine.plan;

import org.jspecify.annotations.Nullable;

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

    /**
     * With the bounds that follow where none are written: {@code mean} without a deviation, else five deviations to either side, but at
     * least 1 (GuideLLM's rule).
     *
     * @param stddev null = 0
     */
    public static LengthPlan of(int mean, @Nullable Double stddev, @Nullable Integer min, @Nullable Integer max) {
        double deviation = stddev == null ? 0 : stddev;
        int low = min != null ? min : (int) Math.rint(Math.max(1, mean - 5 * deviation));
        int high = max != null ? max : (int) Math.rint(mean + 5 * deviation);
        return new LengthPlan(mean, deviation, low, high);
    }
}
