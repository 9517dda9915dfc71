package dev.plimsoll.engine.metrics;

import static dev.plimsoll.engine.CompatibilityRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.plimsoll.engine.VectorFiles;
import dev.plimsoll.engine.plan.PlanCompiler;
import dev.plimsoll.engine.plan.TransientPlan;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** GuideLLM's golden values for warm-up and cool-down. */
class TransientPhaseVectorTest {
    static Stream<JsonNode> cases() {
        return VectorFiles.family("guidellm/transient_phase").stream().flatMap(f -> f.cases().stream());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void limitsAndTransitionsAreGuideLlms(JsonNode vector) {
        JsonNode input = vector.get("input");
        JsonNode expected = vector.get("expected");
        String op = input.get("op").asString();
        switch (op) {
            case "create_from_value" -> create(input.get("value"), expected);
            case "compute_limits" -> {
                MeasurementWindow.Limits limits = MeasurementWindow.limits(
                        plan(input.get("config")),
                        number(input.get("max_seconds")),
                        whole(number(input.get("max_requests"))));
                assertEquals(number(expected.get(0)), limits.seconds());
                assertEquals(whole(number(expected.get(1))), limits.requests());
            }
            case "compute_transition_time" -> transition(input, expected);
            default -> throw new AssertionError("unknown op " + op);
        }
    }

    private static void create(JsonNode value, JsonNode expected) {
        String benchmark = """
            { "schemaVersion": 1, "name": "t",
              "targets": [ { "id": "t", "kind": "http", "url": "http://127.0.0.1:8000" } ],
              "datasets": [ { "id": "d", "kind": "synthetic", "promptTokens": 8 } ],
              "benchmarks": [ { "id": "b", "target": "t", "dataset": "d", "profile": { "kind": "synchronous" },
                                "warmup": WARMUP } ] }
            """;
        String written = value.toString();
        if (rule("guidellm/transient_phase", "camel-case-modes").applies(written.contains("prefer_"))) {
            written = written.replace("prefer_duration", "preferDuration").replace("prefer_requests", "preferRequests");
        }
        WorkspaceFile file = WorkspaceFile.parse(benchmark.replace("WARMUP", written), "w.plimsoll.json", Path.of("."));
        boolean both = value.path("percent").isNumber() && value.path("value").isNumber();
        if (rule("guidellm/transient_phase", "percent-or-value").applies(both)) {
            assertThrows(PlimsollException.class, () -> PlanCompiler.compile(file, null));
        } else if (expected.has("valid")) {
            assertFalse(expected.get("valid").asBoolean());
            assertThrows(PlimsollException.class, () -> PlanCompiler.compile(file, null));
        } else {
            assertEquals(plan(expected), PlanCompiler.compile(file, null).warmup());
        }
    }

    private static void transition(JsonNode input, JsonNode expected) {
        Double totalSeconds = number(input.get("total_duration"));
        Long totalRequests = whole(number(input.get("total_requests")));
        MeasurementWindow.Limits limits =
                MeasurementWindow.limits(plan(input.get("config")), totalSeconds, totalRequests);
        assertEquals(expected.get(0).asBoolean(), limits.active());
        if (!limits.active()) {
            return;
        }
        int processed = input.get("processed_requests").asInt();
        long start = ns(input.get("start_time").asDouble());
        // the vector tells of one update only: the request whose end made `processed` what it is
        long[] starts = new long[processed];
        long[] ends = new long[processed];
        Arrays.fill(starts, RequestTimings.ABSENT);
        Arrays.fill(ends, RequestTimings.ABSENT);
        if (processed > 0) {
            starts[processed - 1] = ns(input.get("request_start").asDouble());
            ends[processed - 1] = ns(input.get("request_end").asDouble());
        }
        boolean warmup = input.get("period").asString().equals("start");
        long actual = warmup
                ? MeasurementWindow.warmupEndNs(limits, start, starts)
                : MeasurementWindow.cooldownStartNs(limits, start, totalSeconds, totalRequests, ends);
        Double wanted = number(expected.get(1));
        if (rule("guidellm/transient_phase", "cooldown-both-pending")
                .applies(!warmup && wanted == null && limits.seconds() != null && totalSeconds != null)) {
            wanted = input.get("start_time").asDouble() + totalSeconds - limits.seconds();
        }
        // the vectors' sums are rounded as doubles, ours as whole nanoseconds
        assertEquals(wanted == null ? RequestTimings.ABSENT : ns(wanted), actual, 2.0);
    }

    private static TransientPlan plan(JsonNode config) {
        String mode = config.has("mode") ? config.get("mode").asString() : "prefer_duration";
        return new TransientPlan(
                number(config.get("percent")),
                number(config.get("value")),
                TransientPlan.Mode.valueOf(mode.toUpperCase(Locale.ROOT)));
    }

    private static @Nullable Double number(@Nullable JsonNode node) {
        return node == null || node.isNull() ? null : Double.valueOf(node.asDouble());
    }

    private static @Nullable Long whole(@Nullable Double value) {
        return value == null ? null : Long.valueOf(value.longValue());
    }

    private static long ns(double seconds) {
        return Math.round(seconds * 1e9);
    }
}
