package dev.plimsoll.engine.trust;

import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.metrics.StageFigures;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.stats.Finite;
import java.util.Set;

/** What the figures of a stage say of themselves: notes, since neither the target nor too short a stage is the generator's fault. */
final class FigureChecks {
    private static final String FEW_SAMPLES = "few-samples";

    /** What hangs on the measurement window alone, so that another window has other findings. */
    static final Set<String> CODES = Set.of(FEW_SAMPLES);

    private FigureChecks() {}

    static void check(StageFigures figures, Checks checks) {
        fewSamples(figures.summary(), checks);
    }

    private static void fewSamples(StageSummary stage, Checks checks) {
        MetricSummary latency = stage.metrics().get("latency");
        long n = latency == null ? 0 : latency.count();
        if (latency != null && !latency.tooFew().contains("p99")) {
            checks.pass();
            return;
        }
        checks.find(
                FEW_SAMPLES,
                Severity.NOTE,
                Say.count(n, "completed request") + " in the window: "
                        + (n == 0 ? "there are no figures" : "the p99 is a guess"),
                "500 requests",
                longer(stage, n));
    }

    private static String longer(StageSummary stage, long n) {
        double seconds = stage.windowSeconds()[1] - stage.windowSeconds()[0];
        Double needed = n == 0 ? null : Finite.orNull(Math.ceil(seconds * 500 / n));
        return needed == null ? "Run the stage for longer." : "Run the stage for about " + Say.number(needed) + " s.";
    }
}
