package dev.plimsoll.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.metrics.WindowSummary;
import dev.plimsoll.engine.plan.RunPlan;
import dev.plimsoll.engine.plan.WindowRule;
import dev.plimsoll.engine.run.Estimate.Enough;
import dev.plimsoll.engine.trust.TrustReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class EstimateTest {
    private static final JsonMapper JSON = JsonMapper.shared();

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

    @Test
    void whereRequestsTellLessThanIndependentOnesMoreOfThemAreNeeded() {
        RunPlan plan = RunPlans.of("{\"kind\": \"poisson\", \"rate\": 20}", SIXTY, "");
        Estimate.Stage alone = Estimate.of(plan, null, null).stages().getFirst();
        assertEquals(500, alone.requestsForP99());
        assertEquals(Estimate.Enough.YES, alone.p99());
        Estimate.Stage worth =
                Estimate.of(plan, ran(correlated(20.0, true)), null).stages().getFirst();
        assertEquals(5000, worth.requestsForP99(), 1e-9);
        assertEquals(250, worth.secondsForP99(), 1e-9);
        assertEquals(Estimate.Enough.NO, worth.p99());
        for (StageSummary other : List.of(correlated(10.0, true), correlated(20.0, false))) {
            Estimate.Stage stage = Estimate.of(plan, ran(other), null).stages().getFirst();
            assertEquals(500, stage.requestsForP99(), "another rate, or a stage that was not steady, says nothing");
        }
    }

    /** A stage of 1,200 requests whose p99 was worth 120. */
    private static StageSummary correlated(double offered, boolean steady) {
        StageSummary s = stage(0, "poisson", offered, offered);
        MetricSummary latency = new MetricSummary(
                "ms",
                1200,
                1.0,
                1.0,
                1.0,
                1.0,
                1.0,
                1.0,
                1.0,
                1.0,
                1.0,
                1.0,
                1.0,
                1.0,
                1.0,
                1.0,
                List.of("p99", "p999"),
                Map.of("p99", 120L));
        return JSON.convertValue(
                JSON.<ObjectNode>valueToTree(s)
                        .<ObjectNode>set("metrics", JSON.valueToTree(Map.of("latency", latency)))
                        .set(
                                "window",
                                JSON.valueToTree(new WindowSummary(
                                        WindowRule.START_IN,
                                        new WindowSummary.Steady(0, steady, "ttft", false),
                                        null))),
                StageSummary.class);
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
