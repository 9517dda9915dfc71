package dev.plimsoll.engine.plan;

import org.jspecify.annotations.Nullable;

/**
 * A service level objective.
 *
 * @param metric metric tag: {@code ttft}, {@code tpot}, {@code itl}, {@code icl} (the request's longest gap), {@code latency}
 * @param percentile percentile of the stage that must also meet the limit, (0,100), or null: counts for goodput only
 * @param max the limit, in {@code unit}
 * @param unit {@code ms}, {@code s} or {@code us}
 */
public record SloPlan(String metric, @Nullable Double percentile, double max, String unit) {
    /** The limit in milliseconds. */
    public double maxMs() {
        return switch (unit) {
            case "s" -> max * 1000;
            case "us" -> max / 1000;
            default -> max;
        };
    }
}
