package dev.plimsoll.engine.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.plimsoll.engine.VectorFiles;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class GuideLlmRequestStatsVectorTest {
    static Stream<JsonNode> cases() {
        return VectorFiles.family("guidellm/request_stats").stream().flatMap(f -> f.cases().stream());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyFigureOfARequestAgrees(JsonNode vector) {
        JsonNode input = vector.get("input");
        JsonNode t = input.get("timings");
        GuideLlmRequestStats stats = GuideLlmRequestStats.of(
                new GuideLlmRequestStats.Times(
                        number(t, "request_start"),
                        number(t, "request_end"),
                        number(t, "resolve_start"),
                        number(t, "resolve_end"),
                        number(t, "first_token_iteration"),
                        number(t, "first_output_token_iteration"),
                        number(t, "last_token_iteration"),
                        t.path("token_iterations").asInt(0)),
                tokens(input.get("input_metrics")),
                tokens(input.get("output_metrics")));
        vector.get("expected").properties().forEach(e -> check(e.getKey(), e.getValue(), stats));
    }

    private static void check(String name, JsonNode expected, GuideLlmRequestStats s) {
        switch (name) {
            case "request_start_time" -> same(name, expected, s.requestStartTime());
            case "request_end_time" -> same(name, expected, s.requestEndTime());
            case "request_latency" -> same(name, expected, s.requestLatency());
            case "prompt_tokens" -> same(name, expected, s.promptTokens());
            case "output_tokens" -> same(name, expected, s.outputTokens());
            case "total_tokens" -> same(name, expected, s.totalTokens());
            case "time_to_first_token_ms" -> same(name, expected, s.timeToFirstTokenMs());
            case "time_to_first_output_token_ms" -> same(name, expected, s.timeToFirstOutputTokenMs());
            case "time_per_output_token_ms" -> same(name, expected, s.timePerOutputTokenMs());
            case "inter_token_latency_ms" -> same(name, expected, s.interTokenLatencyMs());
            case "tokens_per_second" -> same(name, expected, s.tokensPerSecond());
            case "output_tokens_per_second" -> same(name, expected, s.outputTokensPerSecond());
            case "iter_tokens_per_iteration" -> same(name, expected, s.iterTokensPerIteration());
            case "output_tokens_per_iteration" -> same(name, expected, s.outputTokensPerIteration());
            case "prompt_tokens_timing" -> event(name, expected, s.promptTokensTiming());
            case "output_tokens_timings" -> events(name, expected, s.outputTokensTimings());
            case "iter_tokens_timings" -> events(name, expected, s.iterTokensTimings());
            case "total_tokens_timings" -> events(name, expected, s.totalTokensTimings());
            default -> fail("unknown figure " + name);
        }
    }

    private static void same(String name, JsonNode expected, @Nullable Number got) {
        if (expected.isNull()) {
            assertNull(got, name);
        } else {
            assertTrue(got != null, name + " is absent");
            assertEquals(expected.asDouble(), got.doubleValue(), 1e-9 * Math.max(1, expected.asDouble()), name);
        }
    }

    private static void event(String name, JsonNode expected, GuideLlmRequestStats.@Nullable TokenEvent got) {
        assertTrue(got != null, name + " is absent");
        assertEquals(expected.get(0).asDouble(), got.atSeconds(), 1e-9, name);
        assertEquals(expected.get(1).asDouble(), got.tokens(), 1e-9, name);
    }

    private static void events(String name, JsonNode expected, List<GuideLlmRequestStats.TokenEvent> got) {
        assertEquals(expected.size(), got.size(), name);
        for (int i = 0; i < got.size(); i++) {
            event(name, expected.get(i), got.get(i));
        }
    }

    private static @Nullable Double number(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isNumber() ? Double.valueOf(value.asDouble()) : null;
    }

    /** Text, image, audio and video tokens together; null where none is told. */
    private static @Nullable Integer tokens(JsonNode metrics) {
        Integer sum = null;
        for (var entry : metrics.properties()) {
            if (!entry.getKey().endsWith("_tokens")) {
                fail("unknown count " + entry.getKey());
            }
            if (entry.getValue().isNumber()) {
                sum = (sum == null ? 0 : sum) + entry.getValue().asInt();
            }
        }
        return sum;
    }
}
