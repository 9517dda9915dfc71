package dev.plimsoll.engine.endpoint;

import static dev.plimsoll.engine.CompatibilityRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.VectorFiles;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** AIPerf's reading of vendors' usage objects, as far as we keep what they say. */
class UsageFieldVectorTest {
    private static final Set<String> COUNTS =
            Set.of("prompt_tokens", "completion_tokens", "prompt_cache_read_tokens", "reasoning_tokens");

    private static final Set<String> NOT_KEPT = Set.of(
            "accepted_prediction_tokens",
            "completion_audio_tokens",
            "prompt_audio_seconds",
            "prompt_audio_tokens",
            "prompt_cache_miss_tokens",
            "prompt_cache_write_tokens",
            "prompt_uncached_tokens",
            "rejected_prediction_tokens",
            "tool_use_prompt_tokens",
            "total_tokens",
            "truthy");

    static Stream<JsonNode> cases() {
        return VectorFiles.family("aiperf/usage_field_parsing").stream().flatMap(f -> f.cases().stream());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void countsAreTheirs(JsonNode vector) {
        JsonNode expected = vector.get("expected");
        for (String name : expected.propertyNames()) {
            assertTrue(
                    COUNTS.contains(name)
                            || rule("aiperf/usage_field_parsing", "usage-four-counts")
                                    .applies(NOT_KEPT.contains(name)),
                    "unknown field " + name);
        }
        Usage usage = new Usage(
                expected.get("prompt_tokens").asInt(-1),
                expected.get("completion_tokens").asInt(-1),
                expected.get("prompt_cache_read_tokens").asInt(-1),
                expected.get("reasoning_tokens").asInt(-1));
        JsonNode told = vector.get("input").get("usage");
        assertEquals(usage, Usage.of(told));

        byte[] event = ("{\"choices\":[],\"usage\":" + told + "}").getBytes(StandardCharsets.UTF_8);
        ContentProbe probe = new ContentProbe();
        probe.read(event, 0, event.length);
        UsageSum sum = new UsageSum();
        sum.clear();
        sum.add(probe.facts());
        assertEquals(usage, sum.get());
    }
}
