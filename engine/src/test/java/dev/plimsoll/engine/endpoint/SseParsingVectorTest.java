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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** GuideLLM's reading of streamed answers: which lines bring tokens, what the answer was. One read a line. */
class SseParsingVectorTest {
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";

    private static final Map<String, AnswerShape> SHAPES = Map.of(
            "/v1/chat/completions", AnswerShape.CHOICES,
            "/v1/completions", AnswerShape.CHOICES,
            "/v1/responses", AnswerShape.RESPONSES,
            "/v1/audio/transcriptions", AnswerShape.TRANSCRIPTION,
            "/v1/audio/translations", AnswerShape.TRANSCRIPTION);

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
        List<SseLine> lines = new ArrayList<>();
        for (JsonNode line : input.get("lines")) {
            if (!line.asString().isEmpty()) {
                lines.add(SseLine.of(line.asString()));
                read(replay, line.asString() + "\n\n", lines.size() * 1000L);
            }
        }
        CallResult result = replay.end(0);
        JsonNode iterations = expected.get("iteration_results");
        List<SseLine> theirs = lines.subList(0, iterations.size());

        boolean failed = iterations.path(iterations.size() - 1).isString();
        tokens(iterations, theirs, result);
        if (rule("guidellm/sse_parsing", "done-without-blank")
                .applies(failed && theirs.getLast().isDone())) {
            assertTrue(result.error() == null || result.error().kind() == ErrorKind.NO_CONTENT);
        } else if (failed) {
            failure(expected.get("error").asString(), result.error());
        } else if (rule("guidellm/sse_parsing", "failed-response")
                .applies(theirs.stream().anyMatch(SseLine::isFailedResponse))) {
            assertEquals(
                    ErrorKind.STREAM_ERROR,
                    result.error() == null ? null : result.error().kind());
        } else {
            judgement(expected, theirs, result);
            text(expected, theirs, result);
            counts(expected, theirs, result);
            assertEquals(
                    expected.get("response_id").asString(null), result.wire().serverRequestId());
        }
    }

    /** Which lines bring tokens. */
    private static void tokens(JsonNode iterations, List<SseLine> lines, CallResult result) {
        List<Integer> ours = new ArrayList<>();
        int at = 0;
        for (int delta : result.contentDeltasUs()) {
            at += delta;
            ours.add(at);
        }
        for (int i = 0; i < lines.size(); i++) {
            SseLine line = lines.get(i);
            boolean token = iterations.get(i).asInt(0) == 1;
            if (rule("guidellm/sse_parsing", "every-event-with-text").applies(line.isOverlooked())) {
                continue;
            }
            if (rule("guidellm/sse_parsing", "empty-call").applies(token && line.isEmptyCall())) {
                token = !line.outputOfFirstChoice().isEmpty() || line.hasReasoning();
            }
            assertEquals(token, ours.contains(i + 1), "line " + (i + 1));
        }
        assertEquals(ours.stream().distinct().toList(), ours);
    }

    private static void failure(String message, @Nullable RequestError error) {
        assertNotNull(error);
        if (message.startsWith("JSONDecodeError")) {
            assertEquals(ErrorKind.PARSE, error.kind());
        } else {
            assertEquals(ErrorKind.STREAM_ERROR, error.kind());
            assertTrue(message.endsWith(error.sample()), message);
        }
    }

    private static void judgement(JsonNode expected, List<SseLine> lines, CallResult result) {
        RequestError error = result.error();
        boolean overlooked = lines.stream().anyMatch(SseLine::isOverlooked);
        boolean emptyCall = lines.stream().anyMatch(SseLine::isEmptyCall);
        if (rule("guidellm/sse_parsing", "cut-stream").applies(lines.stream().noneMatch(SseLine::ends))) {
            assertEquals(ErrorKind.RESET, error == null ? null : error.kind());
        } else if (rule("guidellm/sse_parsing", "every-event-with-text").applies(overlooked)
                || rule("guidellm/sse_parsing", "empty-call").applies(emptyCall)) {
            assertEquals(result.wire().contentEvents() > 0, error == null);
        } else if (expected.get("usable").asBoolean()) {
            assertEquals(null, error);
        } else {
            assertEquals(ErrorKind.NO_CONTENT, error == null ? null : error.kind());
        }
    }

    private static void text(JsonNode expected, List<SseLine> lines, CallResult result) {
        boolean several = lines.stream().anyMatch(SseLine::isOfFurtherChoice);
        boolean overlooked = lines.stream().anyMatch(SseLine::isOverlooked);
        String theirs = expected.get("text").asString("");
        if (rule("guidellm/sse_parsing", "text-of-first-choice").applies(several)) {
            theirs = lines.stream().map(SseLine::outputOfFirstChoice).collect(Collectors.joining());
        }
        if (rule("guidellm/sse_parsing", "every-event-with-text").applies(overlooked)) {
            assertTrue(String.valueOf(result.text()).length() >= theirs.length());
        } else {
            assertEquals(theirs, result.text());
        }
    }

    private static void counts(JsonNode expected, List<SseLine> lines, CallResult result) {
        List<JsonNode> usages = SseLine.usages(lines);
        boolean incomplete = usages.stream()
                .anyMatch(usage -> !(usage.has("prompt_tokens") || usage.has("input_tokens"))
                        || !(usage.has("completion_tokens") || usage.has("output_tokens")));
        boolean uneven = usages.size() > 1
                && (lines.stream().anyMatch(SseLine::isOfFurtherChoice)
                        || usages.stream()
                                        .map(SseParsingVectorTest::saysCached)
                                        .distinct()
                                        .count()
                                > 1);
        if (rule("guidellm/sse_parsing", "missing-is-not-zero").applies(incomplete)
                || rule("guidellm/sse_parsing", "several-usages").applies(uneven)) {
            int prompt = usages.stream()
                    .map(usage -> usage.path("prompt_tokens")
                            .asInt(usage.path("input_tokens").asInt(-1)))
                    .filter(count -> count >= 0)
                    .reduce(-1, (first, last) -> last);
            assertEquals(prompt, result.tokens().prompt());
            return;
        }
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

    private static boolean saysCached(JsonNode usage) {
        return usage.path("prompt_tokens_details").has("cached_tokens")
                || usage.path("input_tokens_details").has("cached_tokens");
    }

    private static void read(AnswerReplay replay, String text, long ns) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        replay.read(bytes, 0, bytes.length, ns);
    }
}
