package dev.plimsoll.engine.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.plimsoll.engine.VectorFiles;
import dev.plimsoll.engine.plan.StrategyPlan;
import dev.plimsoll.engine.plan.Timetable;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** GuideLLM's golden values for limits, display names and ranges of strategies. */
class StrategyLimitsVectorTest {
    static Stream<JsonNode> cases() {
        return VectorFiles.family("guidellm/strategy_limits").stream().flatMap(f -> f.cases().stream());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void limitsNamesAndRangesAreGuideLlms(JsonNode vector) {
        JsonNode input = vector.get("input");
        JsonNode expected = vector.get("expected");
        JsonNode args = input.has("args") ? input.get("args") : input;
        String kind = input.get(input.has("type") ? "type" : "type_").asString();
        if (expected.has("valid") && !expected.get("valid").asBoolean()) {
            assertThrows(IllegalArgumentException.class, () -> Strategies.of(plan(kind, args)));
            return;
        }
        Strategy strategy = Strategies.of(plan(kind, args));
        if (expected.has("str")) {
            assertEquals(expected.get("str").asString(), strategy.displayName());
            assertEquals(limit(expected.get("processes_limit")), strategy.processesLimit());
            assertEquals(limit(expected.get("requests_limit")), strategy.requestsLimit());
        }
    }

    private static StrategyPlan plan(String kind, JsonNode args) {
        double ramp = args.has("rampup_duration") ? number(args.get("rampup_duration")) : 0;
        Integer cap =
                args.path("max_concurrency").isNumber() ? Integer.valueOf(whole(args.get("max_concurrency"))) : null;
        return switch (kind) {
            case "synchronous" -> new StrategyPlan.Synchronous();
            case "concurrent" -> new StrategyPlan.Concurrent(whole(args.path("streams")), ramp);
            case "throughput" -> new StrategyPlan.Throughput(cap, ramp);
            case "constant" -> new StrategyPlan.Constant(number(args.get("rate")), cap, ramp);
            case "poisson" -> new StrategyPlan.Poisson(number(args.get("rate")), cap, ramp, 42);
            case "trace" ->
                new StrategyPlan.Trace(
                        args.has("time_scale") ? number(args.get("time_scale")) : 1, cap, Timetable.UNREAD);
            default -> throw new AssertionError("unknown kind " + kind);
        };
    }

    /** NaN where there is none, which is out of every range. */
    private static double number(@Nullable JsonNode node) {
        return node == null || node.isNull() ? Double.NaN : node.asDouble();
    }

    private static OptionalInt limit(JsonNode node) {
        return node.isNull() ? OptionalInt.empty() : OptionalInt.of(node.asInt());
    }

    /** A fraction, or no number at all, cannot be written in a plan, where these are whole; 0 stands for it, which is out of every range. */
    private static int whole(JsonNode node) {
        return node.isNumber() && node.asDouble() == Math.rint(node.asDouble()) ? (int) node.asDouble() : 0;
    }
}
