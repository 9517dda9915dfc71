package dev.plimsoll.engine.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.record.RequestError;
import dev.plimsoll.engine.record.TokenSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What whole answers and streams of each protocol are: their tokens, their end, their errors, their counts. One ms an event. */
class ProtocolAnswerTest {
    private static final long MS = 1_000_000;

    /** A stream of these events, and whatever else the lines say, in a body that ends as it should. */
    private static CallResult stream(AnswerShape shape, String... events) {
        return streamFor(shape, null, events);
    }

    private static CallResult streamFor(AnswerShape shape, @Nullable String field, String... events) {
        AnswerReplay replay = new AnswerReplay(shape, field, 0);
        read(replay, Answers.EVENTS, 0);
        for (int i = 0; i < events.length; i++) {
            String event = (events[i].startsWith("{") ? "data: " : "") + events[i] + "\n\n";
            int bytes = AnswerText.utf8(event).length;
            read(replay, Integer.toHexString(bytes) + "\r\n" + event + "\r\n", (i + 1) * MS);
        }
        read(replay, "0\r\n\r\n", (events.length + 1) * MS);
        return replay.end((events.length + 1) * MS);
    }

    private static CallResult whole(AnswerShape shape, String type, String body) {
        return wholeFor(shape, null, type, body);
    }

    private static CallResult wholeFor(AnswerShape shape, @Nullable String field, String type, String body) {
        AnswerReplay replay = new AnswerReplay(shape, field, 0);
        String head =
                "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Length: " + AnswerText.utf8(body).length;
        read(replay, head + "\r\n\r\n" + body, MS);
        return replay.end(MS);
    }

    private static CallResult json(AnswerShape shape, String body) {
        return whole(shape, "application/json", body);
    }

    private static void read(AnswerReplay replay, String text, long ns) {
        byte[] bytes = AnswerText.utf8(text);
        replay.read(bytes, 0, bytes.length, ns);
    }

    private static void assertText(String text, int tokens, CallResult result) {
        assertNull(result.error());
        assertEquals(text, result.text());
        assertEquals(tokens, result.wire().contentEvents());
    }

    private static void assertError(ErrorKind kind, String sample, CallResult result) {
        RequestError error = result.error();
        assertNotNull(error);
        assertEquals(kind + " " + sample, error.kind() + " " + error.sample());
    }

    private static void assertUsage(int prompt, int cached, int output, CallResult result) {
        assertEquals(
                List.of(prompt, cached, output),
                List.of(
                        result.tokens().prompt(),
                        result.tokens().cached(),
                        result.tokens().output()));
        assertEquals(TokenSource.USAGE, result.tokens().outputSource());
    }

    // ---- responses

    private static String delta(String piece, int item, String text) {
        return "{\"type\":\"response." + piece + ".delta\",\"output_index\":" + item
                + ",\"content_index\":0,\"delta\":\"" + text + "\"}";
    }

    private static final String COMPLETED =
            "{\"type\":\"response.completed\",\"response\":{\"id\":\"r1\",\"status\":\"completed\","
                + "\"output\":[{\"type\":\"message\",\"content\":[{\"type\":\"output_text\",\"text\":\"Hello\"}]}],"
                + "\"usage\":{\"input_tokens\":7,\"input_tokens_details\":{\"cached_tokens\":4},\"output_tokens\":3}}}";

    @Test
    void whatAResponsesStreamSaysAgainAsAWholeIsNoFurtherToken() {
        CallResult result = stream(
                AnswerShape.RESPONSES,
                "{\"type\":\"response.created\",\"response\":{\"id\":\"r1\",\"usage\":null}}",
                delta("output_text", 0, "Hel"),
                delta("output_text", 0, "lo"),
                "{\"type\":\"response.output_text.done\",\"output_index\":0,\"content_index\":0,\"text\":\"Hello\"}",
                COMPLETED);
        assertText("Hello", 2, result);
        assertUsage(7, 4, 3, result);
        assertEquals("r1", result.wire().serverRequestId());
        assertEquals(2 * MS, result.firstToken());
        assertEquals(3 * MS, result.lastToken());
    }

    @Test
    void aPieceWithoutDeltasCountsAsAWholeWhateverOtherPiecesCame() {
        CallResult result = stream(
                AnswerShape.RESPONSES,
                delta("output_text", 0, "Hel"),
                delta("output_text", 1, "wor"),
                "{\"type\":\"response.output_text.done\",\"output_index\":0,\"content_index\":0,\"text\":\"Hel\"}",
                "{\"type\":\"response.output_text.done\",\"output_index\":1,\"content_index\":0,\"text\":\"wor\"}",
                "{\"type\":\"response.output_text.done\",\"output_index\":2,\"content_index\":0,\"text\":\"ld\"}",
                COMPLETED);
        assertText("Helworld", 3, result);
    }

    @Test
    void theFirstTokenOfAToolCallIsItsNameAndOfAThinkingModelItsSummary() {
        CallResult result = stream(
                AnswerShape.RESPONSES,
                delta("reasoning_summary_text", 0, "hm"),
                "{\"type\":\"response.output_item.added\",\"output_index\":1,\"item\":{\"type\":\"function_call\",\"name\":\"get\"}}",
                delta("function_call_arguments", 1, "{}"),
                COMPLETED);
        assertText("", 3, result);
        assertEquals(1, result.toolCalls());
        assertEquals(MS, result.firstToken());
        assertEquals(2 * MS, result.firstOutputToken());
    }

    @Test
    void aResponseMayBeIncompleteButNotFailed() {
        String text = delta("output_text", 0, "x");
        assertText("x", 1, stream(AnswerShape.RESPONSES, text, "{\"type\":\"response.incomplete\",\"response\":{}}"));
        assertError(
                ErrorKind.STREAM_ERROR,
                "no memory",
                stream(
                        AnswerShape.RESPONSES,
                        text,
                        "{\"type\":\"response.failed\",\"response\":{\"error\":{\"message\":\"no memory\"}}}"));
        assertError(
                ErrorKind.STREAM_ERROR,
                "the response failed, and the server does not say why",
                stream(AnswerShape.RESPONSES, text, "{\"type\":\"response.failed\",\"response\":{\"error\":null}}"));
        assertError(
                ErrorKind.STREAM_ERROR,
                "slow down",
                stream(AnswerShape.RESPONSES, "{\"type\":\"error\",\"code\":\"rate\",\"message\":\"slow down\"}"));
        assertError(
                ErrorKind.RESET, "the stream ended without response.completed", stream(AnswerShape.RESPONSES, text));
    }

    @Test
    void aWholeResponseIsItsOutput() {
        CallResult result = json(
                AnswerShape.RESPONSES,
                "{\"id\":\"r1\",\"object\":\"response\",\"status\":\"completed\",\"error\":null,\"output\":[{\"type\":\"reasoning\","
                    + "\"summary\":[{\"type\":\"summary_text\",\"text\":\"hm\"}]},{\"type\":\"message\",\"content\":[{\"type\":\"output_text\",\"text\":\"yes\"},{\"type\":\"refusal\",\"refusal\":\""
                    + " no\"}]}],\"usage\":{\"input_tokens\":7,\"output_tokens\":3}}");
        assertText("yes no", 0, result);
        assertUsage(7, -1, 3, result);
    }

    // ---- messages

    private static final String START = "event: message_start\n"
        + "data: {\"type\":\"message_start\",\"message\":{\"id\":\"m1\",\"content\":[],"
        + "\"usage\":{\"input_tokens\":10,\"cache_read_input_tokens\":100,\"cache_creation_input_tokens\":30,\"output_tokens\":1}}}";

    private static String block(String type, String member, String text) {
        return "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"" + type + "\",\"" + member
                + "\":\"" + text + "\"}}";
    }

    @Test
    void aMessagesStreamSaysItsInputFirstAndItsOutputLast() {
        CallResult result = stream(
                AnswerShape.MESSAGES,
                START,
                "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"thinking\",\"thinking\":\"\"}}",
                "{\"type\":\"ping\"}",
                block("thinking_delta", "thinking", "hm"),
                block("signature_delta", "signature", "c2ln"),
                block("text_delta", "text", "Hel"),
                block("text_delta", "text", "lo"),
                "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":6}}",
                "{\"type\":\"message_stop\"}");
        assertText("Hello", 3, result);
        assertUsage(140, 100, 6, result);
        assertEquals("m1", result.wire().serverRequestId());
        assertEquals(4 * MS, result.firstToken());
        assertEquals(6 * MS, result.firstOutputToken());
    }

    @Test
    void aLaterInputWithoutTheCacheLeavesTheCachedOneInThePrompt() {
        CallResult result = stream(
                AnswerShape.MESSAGES,
                START,
                block("text_delta", "text", "x"),
                "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"input_tokens\":12,\"output_tokens\":6}}",
                "{\"type\":\"message_stop\"}");
        assertUsage(142, 100, 6, result);
    }

    private static String call(int index, String function) {
        return "{\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":" + index
                + ",\"function\":{" + function + "}}]}}]}";
    }

    /** Events that differ in nothing but the name are recognised as alike, which must not lose a call. */
    @Test
    void everyToolCallOfAChatIsCountedOnceByItsName() {
        CallResult result = stream(
                AnswerShape.CHOICES,
                call(0, "\"name\":\"get\",\"arguments\":\"\""),
                call(0, "\"arguments\":\"{\\\"a\\\":\""),
                call(0, "\"arguments\":\"1}\""),
                call(0, "\"name\":\"put\",\"arguments\":\"\""),
                call(0, "\"name\":\"set\",\"arguments\":\"\""),
                call(0, "\"arguments\":\"{}\""),
                "data: [DONE]");
        assertEquals(3, result.toolCalls());
        assertText("", 6, result);
    }

    @Test
    void aToolCallOfMessagesIsItsNameAndItsInput() {
        CallResult result = stream(
                AnswerShape.MESSAGES,
                "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"tool_use\",\"name\":\"get\",\"input\":{}}}",
                block("input_json_delta", "partial_json", ""),
                block("input_json_delta", "partial_json", "{}"),
                "{\"type\":\"message_stop\"}");
        assertText("", 2, result);
        assertEquals(1, result.toolCalls());
    }

    @Test
    void anErrorOfMessagesIsOneByItsEventAndByItsType() {
        String error = "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}";
        assertError(ErrorKind.STREAM_ERROR, "Overloaded", stream(AnswerShape.MESSAGES, START, error));
        assertError(
                ErrorKind.STREAM_ERROR,
                "Overloaded",
                stream(AnswerShape.MESSAGES, START, "event: error\ndata: " + error));
        assertError(
                ErrorKind.RESET,
                "the stream ended without message_stop",
                stream(AnswerShape.MESSAGES, START, block("text_delta", "text", "x")));
    }

    // ---- text generation inference

    private static String token(String text, boolean special, String rest) {
        return "{\"index\":1,\"token\":{\"id\":5,\"text\":\"" + text + "\",\"logprob\":-0.5,\"special\":" + special
                + "}," + rest + "}";
    }

    private static final String GOES_ON = "\"generated_text\":null,\"details\":null";

    @Test
    void aTgiStreamEndsWithItsWholeTextWhichIsNoToken() {
        CallResult result = stream(
                AnswerShape.TGI,
                token("Hel", false, GOES_ON),
                token("lo", false, GOES_ON),
                token(
                        "</s>",
                        true,
                        "\"generated_text\":\"Hello\",\"details\":{\"finish_reason\":\"eos_token\","
                                + "\"generated_tokens\":3,\"input_length\":9}"));
        assertText("Hello", 2, result);
        assertUsage(9, -1, 3, result);
    }

    @Test
    void aTgiStreamThatFailsOrStopsIsNoAnswer() {
        assertError(
                ErrorKind.STREAM_ERROR,
                "Request failed during generation",
                stream(
                        AnswerShape.TGI,
                        token("a", false, GOES_ON),
                        "{\"error\":\"Request failed during generation\",\"error_type\":\"generation\"}"));
        assertError(
                ErrorKind.RESET,
                "the stream ended without generated_text",
                stream(AnswerShape.TGI, token("a", false, GOES_ON)));
    }

    // ---- vectors, rankings, pictures

    @Test
    void anAnswerOfEmbeddingsIsOneIfItHoldsAVector() {
        for (String body : List.of(
                "{\"data\":[{\"object\":\"embedding\",\"embedding\":[0.5,-1e-3]}],\"usage\":{\"prompt_tokens\":4,\"total_tokens\":4}}",
                "{\"data\":[{\"embedding\":\"AAAAPwAAAD8=\"}]}",
                "{\"data\":[{\"object\":\"pooling\",\"data\":[[0.5],[0.25]]}]}",
                "{\"embeddings\":{\"float\":[[0.5,1]]}}",
                "{\"embeddings\":[[0.5,1]]}",
                "[[0.5,1]]",
                "[{\"index\":0,\"embedding\":[[0.5,1]]}]")) {
            assertNull(json(AnswerShape.EMBEDDINGS, body).error(), body);
        }
        for (String body : List.of("{\"data\":[]}", "{\"data\":[{\"embedding\":[]}]}", "{}", "[]")) {
            assertError(ErrorKind.NO_CONTENT, "the answer holds no vector", json(AnswerShape.EMBEDDINGS, body));
        }
        assertError(
                ErrorKind.STREAM_ERROR,
                "no",
                json(AnswerShape.EMBEDDINGS, "{\"error\":{\"message\":\"no\"},\"data\":[]}"));
    }

    @Test
    void anAnswerOfRerankIsOneIfItHoldsARanking() {
        for (String body : List.of(
                "{\"results\":[{\"index\":0,\"relevance_score\":0.5}],\"meta\":{\"tokens\":{\"input_tokens\":9}}}",
                "{\"rankings\":[{\"index\":0,\"logit\":-1}]}",
                "[{\"index\":0,\"score\":0.5}]")) {
            assertNull(json(AnswerShape.RERANK, body).error(), body);
        }
        for (String body : List.of("{\"results\":[]}", "{}", "[]", "[5]")) {
            assertError(ErrorKind.NO_CONTENT, "the answer holds no ranking", json(AnswerShape.RERANK, body));
        }
    }

    @Test
    void anAnswerOfImagesIsOneIfItHoldsAPicture() {
        assertNull(
                json(AnswerShape.IMAGES, "{\"data\":[{\"b64_json\":\"AA\"}]}").error());
        assertError(
                ErrorKind.NO_CONTENT,
                "the answer holds no image",
                json(AnswerShape.IMAGES, "{\"data\":[{\"url\":null}]}"));
        CallResult streamed = stream(
                AnswerShape.IMAGES,
                "{\"type\":\"image_generation.partial_image\",\"b64_json\":\"AA\",\"partial_image_index\":0}",
                "{\"type\":\"image_generation.completed\",\"b64_json\":\"AAAA\"}");
        assertNull(streamed.error());
        assertEquals(0, streamed.wire().contentEvents());
    }

    // ---- speech

    @Test
    void aTranscriptionIsTextInWhateverForm() {
        assertText("hi", 0, json(AnswerShape.TRANSCRIPTION, "{\"text\":\"hi\"}"));
        assertText("data: all of it", 0, whole(AnswerShape.TRANSCRIPTION, "text/plain", "data: all of it\n"));
        CallResult openAi = stream(
                AnswerShape.TRANSCRIPTION,
                "{\"type\":\"transcript.text.delta\",\"delta\":\"h\"}",
                "{\"type\":\"transcript.text.delta\",\"delta\":\"i\"}",
                "{\"type\":\"transcript.text.done\",\"text\":\"hi\",\"usage\":{\"type\":\"tokens\",\"input_tokens\":9,\"output_tokens\":2}}");
        assertText("hi", 2, openAi);
        assertUsage(9, -1, 2, openAi);
        CallResult vllm = stream(
                AnswerShape.TRANSCRIPTION,
                "{\"object\":\"transcription.chunk\",\"choices\":[{\"delta\":{\"content\":\"hi\"}}]}",
                "data: [DONE]");
        assertText("hi", 1, vllm);
    }

    // ---- whatever it is

    @Test
    void anUnknownStreamIsCompleteWhenItsBodyIs() {
        assertText(
                "ab", 2, stream(AnswerShape.DETECTED, "{\"content\":\"a\"}", "{\"content\":\"b\"}", "{\"stop\":true}"));
        assertText("a", 1, streamFor(AnswerShape.DETECTED, "x.y", "{\"x\":{\"y\":\"a\"},\"text\":\"b\"}"));
        assertText("data is text", 0, whole(AnswerShape.DETECTED, "text/plain", "data is text"));
        assertError(
                ErrorKind.STREAM_ERROR,
                "no",
                stream(AnswerShape.DETECTED, "{\"content\":\"a\"}", "{\"error\":{\"message\":\"no\"}}"));
        assertError(
                ErrorKind.NO_CONTENT,
                "the answer holds no text, vector or ranking that can be found",
                json(AnswerShape.DETECTED, "{\"a\":1}"));
    }

    @Test
    void aPayloadSentToAKnownApiHasTheSameTokensAsByItsEndpoint() {
        String[] responses = {
            delta("output_text", 0, "Hel"),
            delta("output_text", 0, "lo"),
            "{\"type\":\"response.output_text.done\",\"output_index\":0,\"content_index\":0,\"text\":\"Hello\"}",
            COMPLETED
        };
        CallResult detected = stream(AnswerShape.DETECTED, responses);
        assertText("Hello", 2, detected);
        assertUsage(7, 4, 3, detected);
        CallResult thinking = stream(
                AnswerShape.DETECTED,
                "{\"choices\":[{\"index\":0,\"delta\":{\"reasoning_content\":\"hm\"}}]}",
                "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"yes\"}}]}");
        assertText("yes", 2, thinking);
    }

    @Test
    void aWrongExpressionIsAsNone() {
        assertText("a", 0, wholeFor(AnswerShape.DETECTED, "a[", "application/json", "{\"text\":\"a\"}"));
    }
}
