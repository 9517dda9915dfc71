package dev.plimsoll.charts;

import dev.plimsoll.engine.metrics.AdjustedSummary;
import dev.plimsoll.engine.metrics.ClassSummary;
import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.metrics.StageHonesty;
import dev.plimsoll.engine.metrics.StagePhases;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.metrics.WindowSummary;
import dev.plimsoll.engine.plan.WindowRule;
import dev.plimsoll.engine.stats.OrInfinite;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An invented stage with everything that a stage can tell beside its metrics. */
final class FabricatedViews {
    private FabricatedViews() {}

    /** The stage with every view; {@code label} is a class of its requests, and the window that was cut again. */
    static StageSummary of(StageSummary s, String label) {
        Map<String, MetricSummary> metrics = new LinkedHashMap<>(s.metrics());
        metrics.computeIfPresent("ttft", (_, ttft) -> worth(ttft, Map.of("p50", 210L, "p99", 38L)));
        OrInfinite fine = OrInfinite.of(61);
        AdjustedSummary adjusted = new AdjustedSummary(
                "ms",
                s.requests().created(),
                s.requests().errored(),
                OrInfinite.INFINITE,
                fine,
                fine,
                fine,
                fine,
                OrInfinite.INFINITE,
                OrInfinite.INFINITE,
                OrInfinite.INFINITE,
                OrInfinite.INFINITE,
                List.of());
        MetricSummary ttft = s.metrics().get("ttft");
        Map<String, MetricSummary> one = ttft == null ? Map.of() : Map.of("ttft", ttft);
        return new StageSummary(
                s.index(),
                s.strategy(),
                s.displayName(),
                s.openLoop(),
                s.scheduleSha256(),
                s.startSeconds(),
                s.endSeconds(),
                s.windowSeconds(),
                s.requests(),
                s.windowRequests(),
                s.errors(),
                metrics,
                s.rates(),
                s.totals(),
                s.concurrency(),
                s.slos(),
                s.notes(),
                new StageSummary.Goodput(46, 50, 55, 0.92),
                new StageHonesty(
                        Map.of("usage", 0.75, "events", 0.25),
                        Map.of("tokenizer", 1.0),
                        new StageHonesty.Mismatch("tokenizer", 120, 3, 0.025),
                        null,
                        new StageHonesty.Mismatch("requested", 120, 12, 0.1),
                        0.004,
                        0.98,
                        0.31,
                        1.01,
                        1.17,
                        0.08),
                new StagePhases(
                        new StagePhases.Level(1.8, 6),
                        new StagePhases.Level(22.4, 41),
                        new StagePhases.Level(9800, 16_000)),
                Map.of("successful", one, "cancelled", one, "errored", one, "total", one),
                List.of(new ClassSummary(label, s.requests(), one, 0.9), new ClassSummary("", s.requests(), one, null)),
                List.of(
                        new ClassSummary(label, s.requests(), one, 0.8),
                        new ClassSummary("code", s.requests(), one, null)),
                Map.of("ttft", adjusted, "latency", adjusted),
                Map.of(
                        "guidellm",
                        Map.of("time_per_output_token_ms", s.metrics().get("latency"))),
                new WindowSummary(WindowRule.END_IN, new WindowSummary.Steady(4.5, true, "ttft", false), label));
    }

    private static MetricSummary worth(MetricSummary m, Map<String, Long> effective) {
        return new MetricSummary(
                m.unit(),
                m.count(),
                m.mean(),
                m.std(),
                m.min(),
                m.p1(),
                m.p5(),
                m.p10(),
                m.p25(),
                m.p50(),
                m.p75(),
                m.p90(),
                m.p95(),
                m.p99(),
                m.p999(),
                m.max(),
                m.tooFew(),
                effective);
    }
}
