package dev.plimsoll.engine.http;

import static dev.plimsoll.engine.CompatibilityRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.plimsoll.engine.VectorFiles;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** AIPerf's reading of event streams. Where it departs from the HTML standard we keep to the standard: see docs/compatibility.md. */
class SseStreamVectorTest {
    static Stream<JsonNode> cases() {
        return VectorFiles.family("aiperf/sse_stream_parsing").stream().flatMap(f -> f.cases().stream());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void eventsAreTheirs(JsonNode vector) {
        SseEvents events = new SseEvents();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        boolean cutBlankLine = false; // its CR dispatches, one read earlier than its LF
        for (JsonNode chunk : vector.get("input").get("chunks")) {
            byte[] bytes = chunk.isString()
                    ? chunk.asString().getBytes(StandardCharsets.UTF_8)
                    : Base64.getDecoder().decode(chunk.get("$bytes_b64").asString());
            all.writeBytes(bytes);
            events.read(bytes);
            cutBlankLine |= all.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r");
        }
        events.end();
        String stream = all.toString(StandardCharsets.UTF_8);

        if (departsFromTheStandard(stream, cutBlankLine, vector.get("expected").get("messages"))) {
            assertEquals(SseReference.data(stream), events.data());
            return;
        }
        List<String> expected = new ArrayList<>();
        for (JsonNode message : vector.get("expected").get("messages")) {
            if (!rule("aiperf/sse_stream_parsing", "sse-no-data").applies(!hasDataField(message))) {
                expected.add(compared(message.get("data").asString()) + " @"
                        + message.get("perf_ns").asLong() + " "
                        + message.get("error_event").asBoolean());
            }
        }
        assertEquals(
                expected,
                events.events.stream()
                        .map(e -> compared(e.data()) + " @" + e.read() * 1000L + " " + e.error())
                        .toList());
    }

    /** Whether the standard reads the stream in another way than AIPerf does. */
    private static boolean departsFromTheStandard(String stream, boolean cutBlankLine, JsonNode messages) {
        boolean bareCr = stream.replace("\r\n", "").contains("\r");
        boolean mixed = stream.contains("\r\n") && stream.replace("\r\n", "").contains("\n");
        boolean bom = stream.startsWith("\uFEFF");
        boolean indented = stream.lines().anyMatch(line -> line.startsWith(" ") || line.startsWith("\t"));
        boolean glued = false;
        for (JsonNode message : messages) {
            glued |= message.get("data").asString().contains("\\n") && !stream.contains("\\n");
        }
        return rule("aiperf/sse_stream_parsing", "sse-cr").applies(bareCr || cutBlankLine || mixed)
                || rule("aiperf/sse_stream_parsing", "sse-bom").applies(bom)
                || rule("aiperf/sse_stream_parsing", "sse-indent").applies(indented)
                || rule("aiperf/sse_stream_parsing", "sse-glue").applies(glued);
    }

    private static boolean hasDataField(JsonNode message) {
        for (JsonNode field : message.get("fields")) {
            if (field.get(0).asString().equals("data")) {
                return true;
            }
        }
        return false;
    }

    private static String compared(String data) {
        boolean blanks = data.lines().anyMatch(line -> !line.equals(line.strip()));
        return rule("aiperf/sse_stream_parsing", "sse-blanks").applies(blanks)
                ? String.join("\n", data.lines().map(String::strip).toList())
                : data;
    }
}
