package dev.plimsoll.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.plimsoll.engine.plan.StrategyPlan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventTextTest {
    @Test
    void numbersHaveThreeDigitsAndNeverAnExponent() {
        assertEquals(
                "The server takes in 12,346 req/s but completes 12,000.", EventText.saturated("x", 12_345.6, 12_000));
        assertEquals("The server takes in 44.0 req/s but completes 4.25.", EventText.saturated("x", 44, 4.25));
        assertEquals(
                List.of("TTFT grows 0.012 s/s (95 % CI −0.006–0.030)", "detector over_saturation"),
                EventText.slopes(Map.of("ttftSlope", 0.012, "ttftSlopeMoe", 1.5)));
    }

    @Test
    void withoutARateTheSentenceSaysWhatRises() {
        assertEquals(
                "Requests in flight and TTFT keep rising at Concurrent 64.",
                EventText.saturated("Concurrent 64", 0, 12));
        assertEquals(
                "Requests in flight and TTFT keep rising at Constant 10.0.",
                EventText.saturated("Constant 10.0", 10, 9.99));
    }

    @Test
    void stagesAreTitledAsAPersonSpeaksOfThem() {
        assertEquals("Synchronous", StageTitle.of(new StrategyPlan.Synchronous()));
        assertEquals("Throughput, 512", StageTitle.of(new StrategyPlan.Throughput(512, 0)));
        assertEquals("Throughput", StageTitle.of(new StrategyPlan.Throughput(null, 0)));
        assertEquals("Concurrent 1,024", StageTitle.of(new StrategyPlan.Concurrent(1024, 0)));
        assertEquals("Poisson 36.0", StageTitle.of(new StrategyPlan.Poisson(36, null, 0, 1)));
        assertEquals("Constant 0.250", StageTitle.of(new StrategyPlan.Constant(0.25, null, 0)));
        assertEquals("Constant 20,000", StageTitle.of(new StrategyPlan.Constant(20_000, null, 0)));
    }
}
