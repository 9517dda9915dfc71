package dev.plimsoll.engine.profile;

import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.metrics.StageSummary;
import java.util.List;
import java.util.Map;

/** Stage summaries for tests, with nothing but a request rate and a mean latency. */
final class Summaries {
    private Summaries() {}

    static StageSummary of(double requestsPerSecond, double latencyMs) {
        StageSummary.Counts none = new StageSummary.Counts(0, 0, 0, 0, 0);
        MetricSummary latency = new MetricSummary(
                "ms", 1, latencyMs, null, null, null, null, null, null, null, null, null, null, null, null, null,
                List.of());
        return new StageSummary(
                0,
                Map.of(),
                "",
                false,
                "",
                0,
                0,
                new double[] {0, 0},
                none,
                none,
                List.of(),
                latencyMs > 0 ? Map.of("latencyFromSchedule", latency) : Map.of(),
                new StageSummary.Rates(null, 0.0, requestsPerSecond, 0.0, 0.0, null),
                new StageSummary.Totals(0L, 0L),
                new StageSummary.Concurrency(0.0, 0L),
                List.of(),
                List.of());
    }
}
