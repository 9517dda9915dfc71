package dev.plimsoll.engine.router.simulation;

import static dev.plimsoll.engine.CompatibilityRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.plimsoll.engine.VectorFiles;
import dev.plimsoll.engine.router.schedule.Effects;
import dev.plimsoll.engine.router.schedule.FifoOptions;
import dev.plimsoll.engine.router.schedule.FifoScheduler;
import dev.plimsoll.engine.router.schedule.SerialScheduler;
import dev.plimsoll.engine.router.schedule.SwapScheduler;
import dev.plimsoll.engine.router.swap.CountsLeaving;
import dev.plimsoll.engine.router.swap.GroupSwapper;
import dev.plimsoll.engine.router.swap.MatrixSwapper;
import dev.plimsoll.engine.router.swap.ModelGroup;
import dev.plimsoll.engine.router.swap.RouterVectors;
import dev.plimsoll.engine.router.swap.Swapper;
import dev.plimsoll.engine.router.swap.TieBreak;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The same arrivals under different policies: every swap, every start, and what they add up to. */
class PolicyComparisonVectorTest {

    static Stream<Arguments> policies() {
        return VectorFiles.family("llama-swap/policy-comparison").stream()
                .flatMap(file -> file.cases().stream())
                .flatMap(example -> example.get("expected_effects")
                        .valueStream()
                        .map(expected -> Arguments.of(
                                example.get("name").asString(),
                                expected.get("policy").asString(),
                                example,
                                expected)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("policies")
    void everySwapAndStartIsWhereItWas(String name, String policy, JsonNode example, JsonNode expected) {
        if (policy.equals("fifo+matrix")) {
            CountsLeaving upstream = new CountsLeaving(swapper(policy, example.get("config")));
            compare(expected, simulate(policy, example, upstream), name);
            if (rule("llama-swap/policy-comparison", "leaving-is-free").applies(upstream.sawOneLeaving())) {
                return;
            }
        }
        compare(expected, simulate(policy, example, swapper(policy, example.get("config"))), name);
    }

    private static SimulationResult simulate(String policy, JsonNode example, Swapper swapper) {
        JsonNode config = example.get("config");
        Map<String, Long> loads = new HashMap<>();
        config.get("load_s").properties().forEach(each -> loads.put(each.getKey(), nanos(each.getValue())));
        List<TraceRequest> trace = example.get("events")
                .valueStream()
                .map(event -> new TraceRequest(
                        event.get("req").asString(),
                        event.get("model").asString(),
                        nanos(event.get("arrive_s")),
                        nanos(event.get("service_s"))))
                .toList();
        Map<String, Integer> limits = new HashMap<>();
        loads.keySet().forEach(model -> limits.put(model, 1000));
        FifoOptions options =
                new FifoOptions(RouterVectors.integers(config.path("priority")), limits, null, Duration.ZERO);
        Function<Effects, SwapScheduler> scheduler = policy.equals("serial")
                ? SerialScheduler::new
                : effects -> new FifoScheduler(swapper, options, effects);
        return Simulation.run(
                policy, loads.keySet(), new SwapTimes(loads, 0, nanos(config.get("stop_s"))), trace, scheduler);
    }

    private static Swapper swapper(String policy, JsonNode config) {
        return switch (policy) {
            case "fifo+matrix" ->
                new MatrixSwapper(RouterVectors.compile(config).matrix(), TieBreak.DEFINITION_ORDER);
            case "fifo+groups" -> RouterVectors.groups(config.get("groups"));
            case "fifo+default-group", "serial" ->
                new GroupSwapper(List.of(new ModelGroup(
                        ModelGroup.DEFAULT,
                        true,
                        true,
                        false,
                        List.copyOf(config.get("load_s").propertyNames()))));
            default -> throw new AssertionError("an unknown policy: " + policy);
        };
    }

    private static void compare(JsonNode expected, SimulationResult result, String name) {
        List<String> swaps = new ArrayList<>();
        expected.get("swaps")
                .forEach(swap -> swaps.add(nanos(swap.get("at_s")) + " to "
                        + swap.get("model").asString() + " without " + RouterVectors.strings(swap.get("evict"))));
        assertEquals(
                swaps,
                result.swaps().stream()
                        .map(swap -> swap.atNs() + " to " + swap.model() + " without "
                                + swap.plan().evict())
                        .toList(),
                name);
        List<String> requests = new ArrayList<>();
        expected.get("requests")
                .forEach(each -> requests.add(each.get("req").asString() + " waits " + nanos(each.get("wait_s"))
                        + " ends " + nanos(each.get("end_s"))));
        assertEquals(
                requests.stream().sorted().toList(),
                result.requests().stream()
                        .map(each -> each.request().id() + " waits " + each.waitNs() + " ends " + each.endNs())
                        .sorted()
                        .toList(),
                name);
        assertEquals(expected.get("loads").asInt(), result.loads(), name);
        assertEquals(nanos(expected.get("makespan_s")), result.makespanNs(), name);
        assertEquals(nanos(expected.get("max_wait_s")), result.waits().maxNs(), name);
        assertEquals(
                expected.get("mean_wait_s").asDouble() * 1e9, result.waits().meanNs(), 1e3, name);
    }

    private static long nanos(JsonNode seconds) {
        return Math.round(seconds.asDouble() * 1e9);
    }
}
