package dev.plimsoll.engine.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.plan.SloPlan;
import dev.plimsoll.engine.plan.TransientPlan;
import dev.plimsoll.engine.plan.WindowRule;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SteadyCutTest {
    private static final double SECONDS = 60;
    private static final double WARM_UP_SECONDS = 12;

    private static StageFacts facts(TransientPlan warmup) {
        return new StageFacts(
                0,
                Map.of("kind", "constant", "rate", 20.0),
                "constant@20.00",
                true,
                "",
                1_000_000_000L,
                61_000_000_000L,
                SECONDS,
                0,
                warmup,
                TransientPlan.NONE,
                List.<SloPlan>of(),
                List.of(),
                WindowRule.START_IN,
                null);
    }

    /** 20 requests a second with a TTFT around what a second after the start says. */
    private static StageSummary stage(TransientPlan warmup, long seed, DoubleUnaryOperator ttftMs) {
        SplittableRandom random = new SplittableRandom(seed);
        StageFiguresBuilder builder = new StageFiguresBuilder(facts(warmup));
        for (int i = 0; i < 20 * SECONDS - 1; i++) {
            double at = (i + 1) * 50.0;
            double ttft = ttftMs.applyAsDouble(at / 1000) * (0.8 + 0.4 * random.nextDouble());
            builder.add(Records.streamed(i, 1000 + at, 1000 + at, 3, ttft, ttft + 10, ttft + 20));
        }
        return builder.build().summary();
    }

    private static double warmingUp(double second) {
        return second < WARM_UP_SECONDS ? 400 - 25 * second : 100;
    }

    private static WindowSummary.Steady steady(StageSummary stage) {
        return Objects.requireNonNull(Objects.requireNonNull(stage.window()).steady());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aWarmUpIsProposedAndLeftInUnlessAskedFor(long seed) {
        StageSummary stage = stage(TransientPlan.NONE, seed, SteadyCutTest::warmingUp);
        WindowSummary.Steady steady = steady(stage);
        assertEquals(WARM_UP_SECONDS, steady.cutSeconds(), 3, "batches of 5 bins of half a second");
        assertTrue(steady.settled());
        assertFalse(steady.applied());
        assertEquals("ttft", steady.by());
        assertEquals(0, stage.windowSeconds()[0]);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theWindowOfAnAutomaticWarmUpBeginsWhereTheStageIsSteady(long seed) {
        StageSummary stage = stage(TransientPlan.AUTO, seed, SteadyCutTest::warmingUp);
        WindowSummary.Steady steady = steady(stage);
        assertTrue(steady.applied());
        assertEquals(steady.cutSeconds(), stage.windowSeconds()[0], 1e-9);
        MetricSummary ttft = Objects.requireNonNull(stage.metrics().get("ttft"));
        assertTrue(Objects.requireNonNull(ttft.max()) < 200, "what was before is in no figure");
        assertEquals(stage.windowRequests().successful(), ttft.count());
        assertEquals(
                2 * ttft.count(),
                Objects.requireNonNull(stage.metrics().get("icl")).count());
    }

    @Test
    void littleOfASteadyStageIsCut() {
        int cuts = 0;
        for (long seed = 0; seed < 100; seed++) {
            WindowSummary.Steady steady = steady(stage(TransientPlan.AUTO, seed, _ -> 100));
            cuts += steady.cutSeconds() > 0 ? 1 : 0;
            assertTrue(steady.settled());
        }
        assertTrue(cuts <= 2, cuts + " of 100 steady stages were cut");
    }

    @Test
    void aStageThatOnlyGrowsIsNotSteadyAnywhere() {
        WindowSummary.Steady steady = steady(stage(TransientPlan.NONE, 1, second -> 100 + 50 * second));
        assertFalse(steady.settled());
    }

    @Test
    void aFewRequestsTellNothing() {
        StageFiguresBuilder builder = new StageFiguresBuilder(facts(TransientPlan.AUTO));
        for (int i = 0; i < 50; i++) {
            builder.add(Records.streamed(i, 1000 + i, 1000 + i, 3, 10, 20, 30));
        }
        StageSummary stage = builder.build().summary();
        assertNull(Objects.requireNonNull(stage.window()).steady());
        assertEquals(50, stage.windowRequests().created());
    }
}
