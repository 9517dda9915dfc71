package dev.plimsoll.engine.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.plimsoll.engine.VectorFiles;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** AIPerf's reading of vendors' usage objects, as far as we keep what they say (usage-four-counts). */
class UsageFieldVectorTest {
    static Stream<JsonNode> cases() {
        return VectorFiles.family("aiperf/usage_field_parsing").stream().flatMap(f -> f.cases().stream());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void countsAreTheirs(JsonNode vector) {
        JsonNode expected = vector.get("expected");
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
