package dev.plimsoll.engine.endpoint;

import static dev.plimsoll.engine.CompatibilityRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.VectorFiles;
import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.record.RequestError;
import dev.plimsoll.engine.record.TokenSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** GuideLLM's reading of streamed answers: which lines bring tokens, what the answer was. One read a line. */
class SseParsingVectorTest {
    private static final JsonMapper JSON = new JsonMapper();

    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";

    private static final Map<String, AnswerShape> SHAPES = Map.of(
            "/v1/chat/completions", AnswerShape.CHOICES,
            "/v1/completions", AnswerShape.CHOICES,
            "/v1/responses", AnswerShape.RESPONSES,
            "/v1/audio/transcriptions", AnswerShape.TRANSCRIPTION,
            "/v1/audio/translations", AnswerShape.TRANSCRIPTION);

    private static final Set<String> LAST_EVENTS =
            Set.of("response.completed", "response.incomplete", "transcript.text.done");

    static Stream<JsonNode> cases() {
        return VectorFiles.family("guidellm/sse_parsing").stream().flatMap(f -> f.cases().stream());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void anAnswerIsWhatTheySayItIs(JsonNode vector) {
        JsonNode input = vector.get("input");
        JsonNode expected = vector.get("expected");
        String path = input.get("endpoint").asString();
        AnswerShape shape = SHAPES.get(path);
        assertNotNull(shape, () -> "unknown endpoint in " + input);

        AnswerReplay replay = new AnswerReplay(shape, null, 0);
        read(replay, HEAD, 0);
        List<String> lines = new ArrayList<>();
        for (JsonNode line : input.get("lines")) {
            if (!line.asString().isEmpty()) {
                lines.add(line.asString());
                read(replay, line.asString() + "\n\n", lines.size() * 1000L);
            }
        }
        CallResult result = replay.end(0);

        List<Integer> tokenLines = new ArrayList<>();
        int expectedTokens = 0;
        boolean failed = false;
        for (JsonNode iteration : expected.get("iteration_results")) {
            expectedTokens += iteration.isInt() ? iteration.asInt() : 0;
            failed |= iteration.isString();
        }
        int at = 0;
        for (int delta : result.contentDeltasUs()) {
            at += delta;
            tokenLines.add(at);
        }
        assertEquals(expectedTokens, result.wire().contentEvents());
        for (int line : tokenLines) {
            assertEquals(1, expected.get("iteration_results").get(line - 1).asInt(), "line " + line);
        }

        RequestError error = result.error();
        if (rule("guidellm/sse_parsing", "done-without-blank").applies(failed && lines.contains("data:[DONE]"))) {
            assertEquals(null, error);
            return;
        }
        if (failed) {
            String message = expected.get("error").asString();
            if (message.startsWith("JSONDecodeError")) {
                assertEquals(ErrorKind.PARSE, error == null ? null : error.kind());
            } else {
                assertEquals(ErrorKind.STREAM_ERROR, error == null ? null : error.kind());
                assertTrue(error != null && message.endsWith(error.sample()), message);
            }
            return;
        }
        if (rule("guidellm/sse_parsing", "cut-stream").applies(lines.stream().noneMatch(SseParsingVectorTest::ends))) {
            assertEquals(ErrorKind.RESET, error == null ? null : error.kind());
        } else if (expected.get("usable").asBoolean()) {
            assertEquals(null, error);
        } else {
            assertEquals(ErrorKind.NO_CONTENT, error == null ? null : error.kind());
        }
        assertEquals(expected.get("text").asString(""), result.text());
        assertEquals(expected.get("response_id").asString(null), result.wire().serverRequestId());
        assertEquals(
                expected.get("input_metrics").path("text_tokens").asInt(-1),
                result.tokens().prompt());
        assertEquals(
                expected.get("input_metrics").path("cached_tokens").asInt(-1),
                result.tokens().cached());
        if (result.tokens().outputSource() == TokenSource.USAGE) {
            assertEquals(
                    expected.get("output_metrics").path("text_tokens").asInt(-1),
                    result.tokens().output());
        } else {
            assertTrue(expected.get("output_metrics").path("text_tokens").isMissingNode());
        }
    }

    /** Whether a line says that the answer is whole: the end of the stream, or a reason why it was finished. */
    private static boolean ends(String line) {
        if (!line.startsWith("data:")) {
            return false;
        }
        String data = line.substring("data:".length()).strip();
        if (data.equals("[DONE]")) {
            return true;
        }
        JsonNode event = JSON.readTree(data);
        return event.path("choices").path(0).path("finish_reason").isString()
                || LAST_EVENTS.contains(event.path("type").asString(""));
    }

    private static void read(AnswerReplay replay, String text, long ns) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        replay.read(bytes, 0, bytes.length, ns);
    }
}
