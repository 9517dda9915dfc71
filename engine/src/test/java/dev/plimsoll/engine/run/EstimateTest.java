package dev.plimsoll.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.run.Estimate.Enough;
import dev.plimsoll.engine.trust.TrustReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EstimateTest {
    private static final String SIXTY = "{\"kind\": \"max_duration\", \"seconds\": 60}";

    @Test
    void ofAPlannedRateEverythingIsKnown() {
        Estimate estimate =
                Estimate.of(RunPlans.of("{\"kind\": \"constant\", \"rate\": [6, 10]}", SIXTY, ""), null, null);
        assertEquals(120, estimate.seconds());
        assertEquals(360 + 600, estimate.requests());
        assertEquals(960 * 128, estimate.promptTokens());
        assertEquals(960 * 64, estimate.outputTokens());
        assertTrue(estimate.journalBytes() > 960 * 500 && estimate.journalBytes() < 960 * 5000);
        assertFalse(estimate.fromLastRun());
        assertEquals(
                List.of("Constant 6.0"),
                estimate.tooShortForP99().stream().map(Estimate.Stage::title).toList());
        assertEquals(500 / 6.0, estimate.stages().getFirst().secondsForP99(), 1e-9);
        assertEquals(Enough.YES, estimate.stages().getLast().p99());
    }

    @Test
    void whatWarmUpAndCoolDownLeaveOutDoesNotCountForAPercentile() {
        Estimate estimate = Estimate.of(
                RunPlans.of("{\"kind\": \"constant\", \"rate\": 10}", SIXTY, ", \"warmup\": 0.1, \"cooldown\": 6"),
                null,
                null);
        assertEquals(Enough.NO, estimate.stages().getFirst().p99());
        assertEquals(62, estimate.stages().getFirst().secondsForP99(), 1e-9);
    }

    @Test
    void fiveHundredRequestsAreJustEnough() {
        Estimate estimate = Estimate.of(
                RunPlans.of(
                        "{\"kind\": \"constant\", \"rate\": 10}", "{\"kind\": \"max_requests\", \"count\": 500}", ""),
                null,
                null);
        assertEquals(50, estimate.seconds());
        assertEquals(Enough.YES, estimate.stages().getFirst().p99());
    }

    @Test
    void aSweepIsUnknownUntilARunOfItShowsItsRates() {
        String sweep = "{\"kind\": \"sweep\", \"size\": 4}";
        Estimate before = Estimate.of(RunPlans.of(sweep, SIXTY, ""), null, null);
        assertEquals(240, before.seconds());
        assertEquals(-1, before.requests());
        assertEquals(-1, before.journalBytes());
        assertEquals(List.of(), before.tooShortForP99());
        assertEquals(Enough.UNKNOWN, before.stages().getFirst().p99());
        RunSummary last = ran(
                stage(0, "synchronous", null, 1.4),
                stage(1, "throughput", null, 42.0),
                stage(2, "constant", 20.0, 19.9),
                stage(3, "poisson", 40.0, 39.0));
        Estimate after = Estimate.of(RunPlans.of(sweep, SIXTY, ""), last, null);
        assertTrue(after.fromLastRun());
        assertEquals(-1, after.requests(), "the last stage ran another kind of load: its rate says nothing");
        assertEquals(84, after.stages().get(0).requests());
        assertEquals(Enough.NO, after.stages().get(0).p99());
        assertEquals(1200, after.stages().get(2).requests());
        assertTrue(after.stages().get(2).measured());
    }

    @Test
    void withoutALimitTheLengthIsUnknown() {
        Estimate estimate = Estimate.of(RunPlans.of("{\"kind\": \"concurrent\", \"streams\": 4}", "", ""), null, null);
        assertEquals(-1, estimate.seconds());
        assertEquals(-1, estimate.requests());
        Estimate counted = Estimate.of(
                RunPlans.of(
                        "{\"kind\": \"concurrent\", \"streams\": 4}",
                        "{\"kind\": \"max_requests\", \"count\": 40}",
                        ""),
                null,
                null);
        assertEquals(-1, counted.seconds());
        assertEquals(40, counted.requests());
    }

    private static RunSummary ran(StageSummary... stages) {
        List<RunSummary.Stage> all = new ArrayList<>();
        for (StageSummary stage : stages) {
            all.add(new RunSummary.Stage(stage, List.of()));
        }
        return new RunSummary(
                1,
                new RunSummary.RunHead("r", "r", "2026-01-01T00:00:00Z", null, "sealed", "1", "t", null, null),
                TrustReport.of(List.of(), 1),
                List.of(),
                all);
    }

    private static StageSummary stage(
            int index, String kind, @org.jspecify.annotations.Nullable Double offered, double achieved) {
        StageSummary.Counts counts = new StageSummary.Counts(10, 10, 0, 0, 0);
        return new StageSummary(
                index,
                Map.of("kind", kind),
                kind,
                offered != null,
                "",
                0,
                60,
                new double[] {0, 60},
                counts,
                counts,
                List.of(),
                Map.of(),
                new StageSummary.Rates(offered, achieved, achieved, 0.0, 0.0, null),
                new StageSummary.Totals(1000L, 500L),
                new StageSummary.Concurrency(1.0, 1L),
                List.of(),
                List.of());
    }
}
