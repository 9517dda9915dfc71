package dev.plimsoll.engine.plan;

import org.jspecify.annotations.Nullable;

/**
 * A distribution of think times: fixed where {@code stddev} is 0 and min equals max, uniform over [min, max] where stddev is 0, else
 * normal, clipped to [min, max].
 *
 * @param mean seconds, at least 0
 * @param stddev seconds, at least 0
 * @param min seconds, at least 0
 * @param max seconds, at least min
 */
public record DelayPlan(double mean, double stddev, double min, double max) {
    /** No think time. */
    public static final DelayPlan NONE = new DelayPlan(0, 0, 0, 0);

    /**
     * With the bounds that follow where none are written: {@code mean} without a deviation, else five deviations to either side, but at
     * least 0 (GuideLLM's rule).
     *
     * @param stddev null = 0
     */
    public static DelayPlan of(double mean, @Nullable Double stddev, @Nullable Double min, @Nullable Double max) {
        double deviation = stddev == null ? 0 : stddev;
        double low = min != null ? min : Math.max(0, mean - 5 * deviation);
        double high = max != null ? max : mean + 5 * deviation;
        return new DelayPlan(mean, deviation, low, high);
    }
}
