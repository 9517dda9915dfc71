package dev.plimsoll.engine.strategy;

import static dev.plimsoll.engine.CompatibilityRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.plimsoll.engine.VectorFiles;
import dev.plimsoll.engine.plan.RatePoint;
import dev.plimsoll.engine.plan.StrategyPlan;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** AIPerf's golden values for ramps. */
class RampsVectorTest {
    static Stream<JsonNode> cases() {
        return VectorFiles.family("aiperf/ramps").stream().flatMap(f -> f.cases().stream());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aLinearRampOfARateIsASeriesOfTwoPoints(JsonNode vector) {
        JsonNode input = linear(vector);
        JsonNode expected = vector.get("expected");
        double target = input.get("target").asDouble();
        List<RatePoint> points = List.of(
                new RatePoint(0, input.get("start").asDouble()),
                new RatePoint(input.get("duration_sec").asDouble(), target));
        if (expected.has("outcome")) {
            assertEquals("rejected", expected.get("outcome").asString());
            assertThrows(IllegalArgumentException.class, () -> new RateSeriesSchedule(points));
            return;
        }
        for (JsonNode value : expected.get("continuous_value_at")) {
            double wanted = value.get(1).isNull() ? target : value.get(1).asDouble();
            assertEquals(wanted, RatePoint.rateAt(points, value.get(0).asDouble()), 1e-9);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aRampOfStreamsAddsOneAtATime(JsonNode vector) {
        JsonNode input = linear(vector);
        JsonNode steps = vector.get("expected").path("discrete_steps_time_value");
        double target = input.get("target").asDouble();
        rule("aiperf/ramps", "ramps-one-stream-at-a-time")
                .skipIf(!steps.isArray() || target != Math.rint(target) || input.has("step_size"));
        Strategy strategy = Strategies.of(new StrategyPlan.Concurrent(
                (int) target, input.get("duration_sec").asDouble()));
        for (JsonNode step : steps) {
            int streams = step.get(1).asInt();
            double wanted = rule("aiperf/ramps", "ramps-from-zero").applies(target > 1)
                    ? step.get(0).asDouble() * (target - 1) / target
                    : 0;
            assertEquals(wanted * 1e9, strategy.streamStartNs(streams - 1), 1.0, "stream " + streams);
        }
    }

    private static JsonNode linear(JsonNode vector) {
        JsonNode input = vector.get("input");
        String type = input.get("ramp_type").asString();
        if (!List.of("linear", "exponential", "poisson").contains(type)) {
            throw new AssertionError("unknown ramp " + type);
        }
        rule("aiperf/ramps", "ramps-linear").skipIf(!type.equals("linear") || input.has("exponent"));
        return input;
    }
}
