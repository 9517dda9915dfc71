package dev.plimsoll.engine.endpoint;

import static dev.plimsoll.engine.CompatibilityRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.VectorFiles;
import dev.plimsoll.engine.endpoint.UsageCounts.Count;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** AIPerf's reading of vendors' usage objects. */
class UsageFieldVectorTest {
    private static final JsonMapper JSON = new JsonMapper();

    private static final Map<String, Count> COUNTS = Map.ofEntries(
            Map.entry("prompt_tokens", Count.PROMPT),
            Map.entry("prompt_uncached_tokens", Count.PROMPT_UNCACHED),
            Map.entry("completion_tokens", Count.COMPLETION),
            Map.entry("total_tokens", Count.TOTAL),
            Map.entry("reasoning_tokens", Count.REASONING),
            Map.entry("accepted_prediction_tokens", Count.ACCEPTED_PREDICTION),
            Map.entry("rejected_prediction_tokens", Count.REJECTED_PREDICTION),
            Map.entry("prompt_audio_tokens", Count.PROMPT_AUDIO),
            Map.entry("completion_audio_tokens", Count.COMPLETION_AUDIO),
            Map.entry("prompt_cache_read_tokens", Count.CACHE_READ),
            Map.entry("prompt_cache_write_tokens", Count.CACHE_WRITE),
            Map.entry("prompt_cache_miss_tokens", Count.CACHE_MISS),
            Map.entry("tool_use_prompt_tokens", Count.TOOL_USE_PROMPT));

    static Stream<JsonNode> cases() {
        return VectorFiles.family("aiperf/usage_field_parsing").stream().flatMap(f -> f.cases().stream());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void countsAreTheirs(JsonNode vector) {
        JsonNode told = vector.get("input").get("usage");
        UsageCounts counts = counts(told);
        if (rule("aiperf/usage_field_parsing", "usage-null-name").applies(hasNull(told))) {
            String withoutNulls =
                    told.toString().replaceAll("\"\\w+\":null(,|(?=}))", "").replace(",}", "}");
            UsageCounts same = counts(JSON.readTree(withoutNulls));
            COUNTS.values().forEach(count -> assertEquals(same.get(count), counts.get(count), count.name()));
            return;
        }
        AnswerFacts facts = eventWith(told);
        for (String name : vector.get("expected").propertyNames()) {
            JsonNode expected = vector.get("expected").get(name);
            Count count = COUNTS.get(name);
            if (name.equals("truthy")) {
                assertEquals(expected.asBoolean(), !told.isEmpty());
            } else if (!rule("aiperf/usage_field_parsing", "usage-audio-seconds")
                    .applies(name.equals("prompt_audio_seconds"))) {
                assertNotNull(count, "unknown field " + name);
                assertEquals(expected.asInt(-1), counts.get(count), name);
                if (isKept(count)) {
                    assertEquals(expected.asInt(-1), facts.counts.get(count), name + " in an event");
                }
            }
        }
    }

    private static UsageCounts counts(JsonNode usage) {
        UsageCounts counts = new UsageCounts();
        UsageTree.read(usage, counts);
        return counts;
    }

    /** Whether anything is null, at the top, in an envelope or in details. */
    private static boolean hasNull(JsonNode usage) {
        return usage.propertyStream()
                .anyMatch(member ->
                        member.getValue().isNull() || (member.getValue().isObject() && hasNull(member.getValue())));
    }

    /** What becomes of the usage in a stream event: the four counts that figures are made of. */
    private static AnswerFacts eventWith(JsonNode usage) {
        byte[] event = ("{\"choices\":[],\"usage\":" + usage + "}").getBytes(StandardCharsets.UTF_8);
        AnswerReader reader = AnswerShape.CHOICES.readers(null).get();
        assertTrue(reader.read(event, 0, event.length));
        return reader.facts();
    }

    private static boolean isKept(Count count) {
        return switch (count) {
            case PROMPT, COMPLETION, CACHE_READ, REASONING -> true;
            default -> false;
        };
    }
}
