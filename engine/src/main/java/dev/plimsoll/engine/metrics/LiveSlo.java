package dev.plimsoll.engine.metrics;

import org.jspecify.annotations.Nullable;

/**
 * An objective of a stage as it stands.
 *
 * @param metric tag
 * @param stat {@code p99}, or {@code each}
 * @param maxMs limit, ms
 * @param measuredMs the stage's percentile so far, an estimate while it runs; null for {@code each} or without values
 * @param met PASS, FAIL or INCONCLUSIVE. While the stage runs by an anytime-valid confidence sequence at 95 % over the values so far, so
 *     that looking at it does not spoil it; of a stage that ended, what its records say
 * @param count values so far
 * @param secondsToDecide about how much longer it takes if all stays as it is; null where decided or unknown
 */
public record LiveSlo(
        String metric,
        String stat,
        double maxMs,
        @Nullable Double measuredMs,
        String met,
        long count,
        @Nullable Double secondsToDecide) {
    static LiveSlo of(StageSummary.SloResult result) {
        return new LiveSlo(result.metric(), result.stat(), result.max(), result.measured(), result.met(), 0, null);
    }
}
