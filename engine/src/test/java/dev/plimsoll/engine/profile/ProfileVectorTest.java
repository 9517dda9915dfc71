package dev.plimsoll.engine.profile;

import static dev.plimsoll.engine.CompatibilityRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.plimsoll.engine.VectorFiles;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.plan.ProfilePlan;
import dev.plimsoll.engine.plan.StagePlan;
import dev.plimsoll.engine.plan.StrategyPlan;
import dev.plimsoll.engine.problem.PlimsollException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** GuideLLM's golden values for the strategies that profiles yield. */
class ProfileVectorTest {
    /** GuideLLM's default seed. */
    private static final long SEED = 42;

    static Stream<JsonNode> lists() {
        return VectorFiles.family("guidellm/profile_lists").stream().flatMap(f -> f.cases().stream());
    }

    static Stream<JsonNode> sweeps() {
        return VectorFiles.family("guidellm/profile_sweep").stream().flatMap(f -> f.cases().stream());
    }

    @ParameterizedTest
    @MethodSource("lists")
    void listsYieldOneStrategyPerElement(JsonNode vector) {
        JsonNode input = vector.get("input");
        JsonNode args = input.get("args");
        double ramp = args.has("rampup_duration") ? args.get("rampup_duration").asDouble() : 0;
        Integer cap = whole(args.get("max_concurrency"));
        ProfilePlan plan = switch (args.get("kind").asString()) {
            case "constant", "async" -> new ProfilePlan.Constant(list(args.get("rate"), JsonNode::asDouble), cap, ramp);
            case "poisson" -> new ProfilePlan.Poisson(list(args.get("rate"), JsonNode::asDouble), cap, ramp, null);
            case "concurrent" -> new ProfilePlan.Concurrent(list(args.get("streams"), JsonNode::asInt), ramp);
            case "throughput" -> new ProfilePlan.Throughput(cap, ramp);
            case "synchronous" -> new ProfilePlan.Synchronous(ramp);
            default -> throw new AssertionError("unknown kind in " + args);
        };
        Profile profile = Profiles.of(
                plan, input.has("random_seed") ? input.get("random_seed").asLong() : SEED);
        List<StrategyPlan> run =
                drive(profile, List.of(1.0), whole(input.get("stop_all_triggered_in_benchmark_index")));
        assertStrategies(vector.get("expected"), run);
    }

    @ParameterizedTest
    @MethodSource("sweeps")
    void aPlainSweepRunsGuideLlmsRates(JsonNode vector) {
        JsonNode input = vector.get("input");
        JsonNode args = input.get("args");
        rule("guidellm/profile_sweep", "sweep-refine").inForce();
        ProfilePlan.Sweep plan = new ProfilePlan.Sweep(
                args.has("sweep_size") ? args.get("sweep_size").asInt() : 10,
                args.has("strategy_type") ? args.get("strategy_type").asString() : "constant",
                1,
                args.has("max_concurrency") ? args.get("max_concurrency").asInt() : 512,
                false,
                args.has("rampup_duration") ? args.get("rampup_duration").asDouble() : 0);
        List<Double> measured = list(input.get("measured_successful_rps_per_benchmark"), JsonNode::asDouble);
        Integer stopIndex = whole(input.get("stop_all_triggered_in_benchmark_index"));
        JsonNode expected = vector.get("expected");
        Profile profile = Profiles.of(plan, SEED);
        if (expected.has("error")) {
            assertThrows(PlimsollException.class, () -> drive(profile, measured, stopIndex));
            return;
        }
        assertEquals(
                expected.get("strategy_types_announced").size(),
                profile.plannedStages().orElseThrow());
        assertStrategies(expected.get("run"), drive(profile, measured, stopIndex));
    }

    /** Runs a profile to its end, feeding back the n-th rate after stage n, the last one repeating. */
    private static List<StrategyPlan> drive(Profile profile, List<Double> measured, @Nullable Integer stopIndex) {
        List<StrategyPlan> run = new ArrayList<>();
        Optional<StageSummary> previous = Optional.empty();
        while (true) {
            boolean stopAll = stopIndex != null && run.size() - 1 == stopIndex;
            Optional<StagePlan> next = profile.next(previous, stopAll);
            if (next.isEmpty()) {
                return run;
            }
            assertEquals(run.size(), next.get().index());
            previous = Optional.of(Summaries.of(measured.get(Math.min(run.size(), measured.size() - 1)), 0));
            run.add(next.get().strategy());
        }
    }

    private static void assertStrategies(JsonNode expected, List<StrategyPlan> actual) {
        assertEquals(expected.size(), actual.size(), actual::toString);
        for (int i = 0; i < actual.size(); i++) {
            JsonNode wanted = expected.get(i);
            assertEquals(wanted.get("type_").asString(), actual.get(i).kind());
            switch (actual.get(i)) {
                case StrategyPlan.Synchronous s -> assertInstanceOf(StrategyPlan.Synchronous.class, s);
                case StrategyPlan.Concurrent c -> {
                    assertEquals(wanted.get("streams").asInt(), c.streams());
                    assertEquals(wanted.get("rampup_duration").asDouble(), c.rampupSeconds());
                }
                case StrategyPlan.Throughput t -> {
                    assertEquals(whole(wanted.get("max_concurrency")), t.maxConcurrency());
                    assertEquals(wanted.get("rampup_duration").asDouble(), t.rampupSeconds());
                }
                case StrategyPlan.Constant c -> {
                    assertEquals(wanted.get("rate").asDouble(), c.rate(), 1e-9 * c.rate());
                    assertEquals(wanted.get("rampup_duration").asDouble(), c.rampupSeconds());
                    assertEquals(whole(wanted.get("max_concurrency")), c.maxConcurrency());
                }
                case StrategyPlan.Poisson p -> {
                    assertEquals(wanted.get("rate").asDouble(), p.rate(), 1e-9 * p.rate());
                    assertEquals(wanted.get("random_seed").asLong(), p.seed());
                    assertEquals(whole(wanted.get("max_concurrency")), p.maxConcurrency());
                }
                default -> throw new AssertionError("GuideLLM has no " + actual.get(i));
            }
        }
    }

    private static <T> List<T> list(JsonNode value, Function<JsonNode, T> element) {
        JsonNode array = value.isString() ? JsonMapper.shared().readTree(value.asString()) : value;
        List<T> values = new ArrayList<>();
        if (array.isArray()) {
            array.forEach(node -> values.add(element.apply(node)));
        } else {
            values.add(element.apply(array));
        }
        return values;
    }

    private static @Nullable Integer whole(@Nullable JsonNode node) {
        return node == null || node.isNull() ? null : Integer.valueOf(node.asInt());
    }
}
