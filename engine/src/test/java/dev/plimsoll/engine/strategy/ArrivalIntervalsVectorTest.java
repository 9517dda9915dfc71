package dev.plimsoll.engine.strategy;

import static dev.plimsoll.engine.CompatibilityRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.plimsoll.engine.VectorFiles;
import dev.plimsoll.engine.plan.StrategyPlan;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** AIPerf's golden values for gaps between arrivals: the theory, within sampling error. */
class ArrivalIntervalsVectorTest {
    static Stream<JsonNode> cases() {
        return VectorFiles.family("aiperf/arrival_intervals").stream().flatMap(f -> f.cases().stream());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gapsFollowTheirLaw(JsonNode vector) {
        JsonNode input = vector.get("input");
        JsonNode expected = vector.get("expected");
        String pattern = input.get("arrival_pattern").asString();
        JsonNode given = input.get("request_rate");
        double rate = given.isNull() ? Double.NaN : given.asDouble();
        rule("aiperf/arrival_intervals", "burst-is-a-closed-loop").skipIf(pattern.equals("concurrency_burst"));
        StrategyPlan plan = switch (pattern) {
            case "constant" -> new StrategyPlan.Constant(rate, null, 0);
            case "poisson" -> new StrategyPlan.Poisson(rate, null, 0, 42);
            case "gamma" -> {
                JsonNode shape = input.path("smoothness");
                yield new StrategyPlan.Gamma(rate, shape.isNumber() ? shape.asDouble() : 1, null, 0, 42);
            }
            default -> throw new AssertionError("unknown pattern " + pattern);
        };
        if (expected.has("outcome")) {
            assertEquals("rejected", expected.get("outcome").asString());
            assertThrows(IllegalArgumentException.class, () -> Strategies.of(plan));
            return;
        }
        double[] gaps = gaps(plan, input.get("draws").asInt());
        JsonNode theory = expected.get("theory");
        double mean = Arrays.stream(gaps).average().orElseThrow();
        double std = Math.sqrt(
                Arrays.stream(gaps).map(g -> (g - mean) * (g - mean)).average().orElseThrow());
        // four standard errors: of the mean of n draws, and of their deviation, whose spread grows with the law's
        // kurtosis
        double cv = theory.get("std").asDouble() / theory.get("mean").asDouble();
        double error = 4 / Math.sqrt(gaps.length);
        assertEquals(theory.get("mean").asDouble(), mean, error * cv * mean + 1e-9);
        assertEquals(theory.get("std").asDouble(), std, error * Math.sqrt((2 + 6 * cv * cv) / 4) * std + 1e-9);
        Arrays.sort(gaps);
        if (theory.has("p50")) {
            assertEquals(
                    theory.get("p50").asDouble(),
                    gaps[gaps.length / 2],
                    0.01 * theory.get("p50").asDouble());
            assertEquals(
                    theory.get("p99").asDouble(),
                    gaps[(int) (gaps.length * 0.99)],
                    0.02 * theory.get("p99").asDouble());
        }
    }

    private static double[] gaps(StrategyPlan plan, int n) {
        ArrivalSchedule.Cursor cursor = Strategies.of(plan).schedule().cursor();
        double[] gaps = new double[n];
        long last = 0;
        for (int i = 0; i < n; i++) {
            long offset = cursor.nextOffsetNs();
            gaps[i] = (offset - last) / 1e9;
            last = offset;
        }
        return gaps;
    }
}
