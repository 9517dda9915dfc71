package dev.plimsoll.engine.strategy;

import static dev.plimsoll.engine.CompatibilityRules.rule;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.VectorFiles;
import dev.plimsoll.engine.plan.StrategyPlan;
import dev.plimsoll.engine.plan.Timetable;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** GuideLLM's golden values for sharing a limit among worker processes. */
class WorkerAllocationVectorTest {
    /** GuideLLM's defaults for {@code max_worker_processes} and {@code max_concurrency}. */
    private static final int GUIDELLM_WORKERS = 10;

    private static final int GUIDELLM_CONCURRENCY = 10_240;

    private static final Set<String> COMPARED = Set.of("num_processes", "total_concurrency", "async_limits");

    private static final Set<String> QUEUES = Set.of(
            "pending_queue_size",
            "main_send_buffer",
            "worker_receive_buffer",
            "fut_scheduling_time_limit",
            "startup_barrier_parties");

    static Stream<JsonNode> cases() {
        return VectorFiles.family("guidellm/worker_allocation").stream().flatMap(f -> f.cases().stream());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void workersAndSharesAreGuideLlms(JsonNode vector) {
        JsonNode input = vector.get("input");
        JsonNode expected = vector.get("expected");
        if (expected.has("error")) {
            assertThrows(IllegalArgumentException.class, () -> shares(input));
            return;
        }
        int[] shares = shares(input);
        assertEquals(expected.get("num_processes").asInt(), shares.length);
        assertEquals(
                expected.get("total_concurrency").asInt(), Arrays.stream(shares).sum());
        expected.propertyNames()
                .forEach(name -> assertTrue(
                        COMPARED.contains(name)
                                || rule("guidellm/worker_allocation", "worker-queues")
                                        .applies(QUEUES.contains(name)),
                        "unknown figure " + name));
        JsonNode limits = expected.get("async_limits");
        assertArrayEquals(
                IntStream.range(0, limits.size())
                        .map(i -> limits.get(i).asInt())
                        .toArray(),
                shares);
    }

    private static int[] shares(JsonNode input) {
        JsonNode settings = input.get("settings");
        int wished = orElse(settings.get("max_worker_processes"), GUIDELLM_WORKERS);
        Strategy strategy = Strategies.of(plan(input.get("strategy")));
        int limit = WorkerAllocation.smaller(strategy.requestsLimit(), limit(input.get("backend_requests_limit")))
                .orElse(orElse(settings.get("max_concurrency"), GUIDELLM_CONCURRENCY));
        OptionalInt processes =
                WorkerAllocation.smaller(strategy.processesLimit(), limit(input.get("backend_processes_limit")));
        return WorkerAllocation.perWorker(limit, WorkerAllocation.workers(wished, OptionalInt.of(limit), processes));
    }

    private static StrategyPlan plan(JsonNode strategy) {
        JsonNode cap = strategy.get("max_concurrency");
        Integer most = cap.isNull() ? null : Integer.valueOf(cap.asInt());
        return switch (strategy.get("type_").asString()) {
            case "synchronous" -> new StrategyPlan.Synchronous();
            case "concurrent" ->
                new StrategyPlan.Concurrent(strategy.get("streams").asInt(), 0);
            case "throughput" -> new StrategyPlan.Throughput(most, 0);
            case "constant" -> new StrategyPlan.Constant(strategy.get("rate").asDouble(), most, 0);
            case "poisson" -> new StrategyPlan.Poisson(strategy.get("rate").asDouble(), most, 0, 42);
            case "trace" -> new StrategyPlan.Trace(1, most, Timetable.UNREAD);
            default -> throw new AssertionError("unknown strategy " + strategy);
        };
    }

    private static OptionalInt limit(JsonNode node) {
        return node.isNull() ? OptionalInt.empty() : OptionalInt.of(node.asInt());
    }

    private static int orElse(@Nullable JsonNode node, int otherwise) {
        return node == null || node.isNull() ? otherwise : node.asInt();
    }

    @Test
    void sharesAddUpAndDifferByAtMostOne() {
        for (int limit = 1; limit <= 200; limit++) {
            for (int workers = 1; workers <= Math.min(limit, 9); workers++) {
                int[] shares = WorkerAllocation.perWorker(limit, workers);
                assertEquals(limit, Arrays.stream(shares).sum());
                assertEquals(shares[0], shares[workers - 1] + (limit % workers == 0 ? 0 : 1));
            }
        }
    }
}
