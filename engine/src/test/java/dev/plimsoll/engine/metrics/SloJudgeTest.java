package dev.plimsoll.engine.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.plimsoll.engine.plan.SloPlan;
import dev.plimsoll.engine.record.RequestStatus;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class SloJudgeTest {
    /** The result of one objective for {@code n} requests with a TTFT each. */
    private static StageSummary.SloResult judge(SloPlan slo, int n, IntToDoubleFunction ttftMs) {
        StageFiguresBuilder builder = new StageFiguresBuilder(Records.stage(100, slo));
        for (int i = 0; i < n; i++) {
            double ttft = ttftMs.applyAsDouble(i);
            builder.add(Records.streamed(i, i, i, 3, ttft, ttft + 10, ttft + 40));
        }
        return builder.build().summary().slos().getFirst();
    }

    private static SloPlan ttft(Double percentile) {
        return new SloPlan("ttft", percentile, 500, "ms");
    }

    @Test
    void aPercentileWithinItsLimitPasses() {
        StageSummary.SloResult result = judge(ttft(99.0), 500, i -> i < 496 ? 100 : 900);
        assertEquals("PASS", result.met());
        assertEquals(100.0, result.measured());
        assertEquals("p99", result.stat());
        assertEquals(0.992, result.goodFraction(), 1e-9);
    }

    @Test
    void aPercentileBeyondItsLimitFails() {
        assertEquals("FAIL", judge(ttft(99.0), 500, i -> i < 490 ? 100 : 900).met());
    }

    @Test
    void withTooFewRequestsAPercentileIsInconclusive() {
        StageSummary.SloResult result = judge(ttft(99.0), 499, i -> 100);
        assertEquals("INCONCLUSIVE", result.met());
        assertEquals(100.0, result.measured());
        assertEquals(
                "INCONCLUSIVE", judge(ttft(99.0), 84, i -> i == 0 ? 900 : 100).met());
    }

    @Test
    void fewRequestsCanStillFail() {
        assertEquals("FAIL", judge(ttft(99.0), 84, i -> i < 30 ? 900 : 100).met());
    }

    @Test
    void withoutRequestsNothingIsDecided() {
        StageSummary.SloResult result = judge(ttft(99.0), 0, i -> 0);
        assertEquals("INCONCLUSIVE", result.met());
        assertNull(result.measured());
        assertEquals("INCONCLUSIVE", judge(ttft(null), 0, i -> 0).met());
    }

    @Test
    void thePercentileOfIclIsThatOfAllGapsAndItsGoodputThatOfTheLongest() {
        // Gaps of 10 and 30 ms in each answer: half of all gaps are within 20 ms, but no answer is.
        StageSummary.SloResult result = judge(new SloPlan("icl", 25.0, 20, "ms"), 500, i -> 100);
        assertEquals("icl", result.metric());
        assertEquals(10.0, result.measured());
        assertEquals("PASS", result.met());
        assertEquals(0.0, result.goodFraction());
    }

    @Test
    void unitsAreConverted() {
        StageSummary.SloResult lag = judge(new SloPlan("sendLag", 50.0, 10, "us"), 20, i -> 100);
        assertEquals("PASS", lag.met());
        assertEquals(0.01, lag.max());
        assertEquals(
                "p999", judge(new SloPlan("ttft", 99.9, 0.5, "s"), 1, i -> 100).stat());
    }

    @Test
    void aCancelledRequestIsNeitherGoodNorBad() {
        StageFiguresBuilder builder = new StageFiguresBuilder(Records.stage(10, ttft(null)));
        builder.add(Records.streamed(0, 0, 0, 2, 100, 110));
        builder.add(Records.cancelled(1, 0, 9000));
        assertEquals(1.0, builder.build().summary().slos().getFirst().goodFraction());
        builder.add(Records.unsent(2, RequestStatus.DROPPED, 10, 900));
        assertEquals(0.5, builder.build().summary().slos().getFirst().goodFraction());
    }

    @Test
    void anUnknownMetricIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> judge(new SloPlan("speed", null, 1, "ms"), 1, i -> 100));
    }
}
