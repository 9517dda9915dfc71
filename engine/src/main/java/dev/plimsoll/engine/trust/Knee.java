package dev.plimsoll.engine.trust;

import dev.plimsoll.engine.metrics.StageFigures;
import dev.plimsoll.engine.metrics.StageSummary;
import java.util.List;
import java.util.Optional;

/**
 * The knee of a closed loop: more streams than in an earlier stage, but hardly more throughput. Only stages with a given number of
 * streams are compared; a {@code throughput} stage is at its cap by design and proves nothing by that.
 */
final class Knee {
    /** Gain in throughput below which further streams only wait (marginal gain under 3 %). */
    private static final double GAIN = 0.03;
    /** By how much the streams must have grown for a missing gain to mean anything. */
    private static final double MORE_STREAMS = 1.25;
    /** Fewest completions of each stage. */
    private static final long FEWEST = 30;

    private Knee() {}

    /** Whether the {@code index}-th stage lies beyond the knee. */
    static Optional<SaturationJudge.Sign> of(List<StageFigures> stages, int index) {
        StageSummary stage = stages.get(index).summary();
        double streams = streams(stage);
        StageSummary before = null;
        for (int i = 0; i < index; i++) {
            StageSummary other = stages.get(i).summary();
            boolean fewer = streams(other) > 0 && streams >= MORE_STREAMS * streams(other);
            if (fewer && (before == null || streams(other) > streams(before))) {
                before = other;
            }
        }
        if (before == null || tooFew(before) || tooFew(stage)) {
            return Optional.empty();
        }
        double gain = stage.rates().requests() / before.rates().requests() - 1;
        if (gain >= GAIN) {
            return Optional.empty();
        }
        String change = gain < 0 ? "lowers the throughput by " : "raises the throughput by only ";
        return Optional.of(new SaturationJudge.Sign(
                "knee",
                0,
                "Going from " + Say.number(streams(before)) + " to " + Say.count((long) streams, "stream") + " "
                        + change + Say.percent(Math.abs(gain)) + "."));
    }

    private static boolean tooFew(StageSummary stage) {
        return stage.windowRequests().successful() < FEWEST || stage.rates().requests() <= 0;
    }

    /** Streams of a closed loop with a given number, else 0. */
    private static double streams(StageSummary stage) {
        Object kind = stage.strategy().get("kind");
        if ("synchronous".equals(kind)) {
            return 1;
        }
        return "concurrent".equals(kind) && stage.strategy().get("streams") instanceof Number n ? n.doubleValue() : 0;
    }
}
