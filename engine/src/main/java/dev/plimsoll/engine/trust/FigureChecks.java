package dev.plimsoll.engine.trust;

import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.metrics.StageFigures;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.metrics.WindowSummary;
import dev.plimsoll.engine.stats.Distribution;
import dev.plimsoll.engine.stats.Finite;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the figures of a stage say of themselves: notes, since neither the target nor too short a stage is the generator's fault. */
final class FigureChecks {
    private static final String FEW_SAMPLES = "few-samples";
    private static final String EFFECTIVE_SAMPLES = "effective-samples";
    private static final String NOT_STEADY = "not-steady";
    private static final long FOR_P99 = 100L * Distribution.FEWEST_BEYOND;

    /** What hangs on the measurement window alone, so that another window has other findings. */
    static final Set<String> CODES = Set.of(FEW_SAMPLES, EFFECTIVE_SAMPLES, NOT_STEADY);

    private FigureChecks() {}

    static void check(StageFigures figures, Checks checks) {
        fewSamples(figures.summary(), checks);
        effectiveSamples(figures.summary(), checks);
        steady(figures, checks);
    }

    private static void fewSamples(StageSummary stage, Checks checks) {
        MetricSummary latency = stage.metrics().get("latency");
        long n = latency == null ? 0 : latency.count();
        if (!Distribution.tooFew(n, 99)) {
            checks.pass();
            return;
        }
        checks.find(
                FEW_SAMPLES,
                Severity.NOTE,
                Say.count(n, "completed request") + " in the window: "
                        + (n == 0 ? "there are no figures" : "the p99 is a guess"),
                FOR_P99 + " requests",
                longer(stage, n));
    }

    private static String longer(StageSummary stage, long n) {
        double seconds = stage.windowSeconds()[1] - stage.windowSeconds()[0];
        Double needed = n == 0 ? null : Finite.orNull(Math.ceil(seconds * FOR_P99 / n));
        return needed == null ? "Run the stage for longer." : "Run the stage for about " + Say.number(needed) + " s.";
    }

    /** Enough values, but so alike to those before them that they are worth few. */
    private static void effectiveSamples(StageSummary stage, Checks checks) {
        MetricSummary worst = null;
        String name = "";
        for (String tag : new String[] {"ttft", "latency"}) {
            MetricSummary metric = stage.metrics().get(tag);
            if (metric != null
                    && !Distribution.tooFew(metric.count(), 99)
                    && (worst == null || metric.effectiveCount("p99") < worst.effectiveCount("p99"))) {
                worst = metric;
                name = tag.equals("ttft") ? "TTFT" : "latency";
            }
        }
        if (worst == null) {
            return;
        }
        long effective = worst.effectiveCount("p99");
        if (!Distribution.tooFew(effective, 99)) {
            checks.pass();
            return;
        }
        checks.find(
                EFFECTIVE_SAMPLES,
                Severity.NOTE,
                Say.count(worst.count(), "request") + " tell as much about the p99 of the " + name + " as "
                        + Say.count(effective, "independent one") + ": high values came together",
                FOR_P99 + " independent requests",
                longer(stage, effective) + " Or run it several times and compare.");
    }

    /** The target warms up or drifts within the window, so that its percentiles tell of the window's length. */
    private static void steady(StageFigures figures, Checks checks) {
        StageSummary stage = figures.summary();
        WindowSummary window = stage.window();
        WindowSummary.Steady steady = window == null ? null : window.steady();
        Optional<Drift> drift = Drift.of(figures);
        if (steady == null && drift.isEmpty()) {
            return;
        }
        String measured =
                drift.filter(Drift::isNoChance).map(Drift::sentence).orElseGet(() -> unsettled(stage, steady));
        if (measured.isEmpty()) {
            checks.pass();
            return;
        }
        checks.find(
                NOT_STEADY,
                Severity.NOTE,
                measured,
                Say.percent(Thresholds.DRIFT_NOTE) + " over the window, or a warm-up of "
                        + Say.percent(Thresholds.WARM_UP_NOTE) + " of it",
                "Leave the warm-up out (\"warmup\": \"auto\") or run for longer; where the target is saturated, its"
                        + " percentiles only tell how long the stage ran.");
    }

    private static String unsettled(StageSummary stage, WindowSummary.@Nullable Steady steady) {
        if (steady == null) {
            return "";
        }
        if (!steady.settled()) {
            return "No cut of up to half of the stage leaves a steady rest";
        }
        double from = stage.windowSeconds()[0];
        double share = Finite.share(steady.cutSeconds() - from, stage.windowSeconds()[1] - from);
        return share > Thresholds.WARM_UP_NOTE
                ? "The first " + Say.number(steady.cutSeconds()) + " s of the stage differ from the rest"
                : "";
    }
}
