package dev.plimsoll.engine.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.dataset.Content;
import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.http.HttpOptions;
import dev.plimsoll.engine.http.HttpTimeouts;
import dev.plimsoll.engine.plan.EndpointOptions;
import dev.plimsoll.engine.plan.TargetPlan;
import dev.plimsoll.engine.problem.PlimsollException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What follows from the declaration of an endpoint. */
class EndpointKindsTest {
    private static final Content TEXT = Content.ofText("hi");
    private static final Content IMAGE =
            Content.ofParts(null, List.of(new Content.Text(null, "look"), new Content.Image("http://h/i.png")));
    private static final Content AUDIO =
            Content.ofParts(null, List.of(new Content.Text(null, "hear"), new Content.Audio("wav", "AAAA")));

    static Stream<EndpointKind> kinds() {
        return EndpointKinds.all().stream();
    }

    @Test
    void aTargetCanHaveEveryEndpointThereIs() {
        assertEquals(TargetPlan.ENDPOINTS, EndpointKinds.names());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatIsRefusedBeforeTheRunIsRefusedByTheEncoderToo(EndpointKind kind) {
        EndpointOptions options = new EndpointOptions(null, null, null, "{}", null);
        for (Content content : List.of(TEXT, IMAGE, AUDIO, Content.ofMessages(null, "[{}]"))) {
            Turn turn = Turn.single(content, 1, 1);
            BackendSettings settings = Bodies.settings(kind.name(), options, "m", false, "{}");
            if (kind.refusal(content).isPresent()) {
                assertThrows(PlimsollException.class, () -> kind.body(turn, List.of(), settings));
            } else {
                assertTrue(kind.body(turn, List.of(), settings).length > 0);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void anEndpointWithoutStreamsAcceptsNone(EndpointKind kind) {
        EndpointOptions options = new EndpointOptions(null, null, null, "{}", null);
        String head = head(Bodies.settings(kind.name(), options, "m", true, "{}"), kind.supportsAudio() ? AUDIO : null);
        assertEquals(kind.streams(), head.contains("text/event-stream"), head);
    }

    @Test
    void anImageIsRefusedWithTheEndpointsThatTakeOne() {
        assertEquals(
                Optional.of("has an image, but the endpoint completions takes none; chat, responses, messages,"
                        + " chat_embeddings, image_edit, raw, template do"),
                EndpointKinds.of("completions").refusal(IMAGE));
        assertEquals(
                Optional.of("has audio, but the endpoint messages takes none; chat, responses, chat_embeddings,"
                        + " audio_transcriptions, raw, template do"),
                EndpointKinds.of("messages").refusal(AUDIO));
        assertEquals(
                Optional.of("has no audio, which the endpoint audio_transcriptions needs"),
                EndpointKinds.of("audio_transcriptions").refusal(TEXT));
        assertEquals(
                Optional.of("has no text named query, which the endpoint rerank needs"),
                EndpointKinds.of("rerank").refusal(TEXT));
    }

    @Test
    void whoeverAnswersWithTokensSaysSo() {
        assertEquals(
                List.of(
                        "chat",
                        "completions",
                        "responses",
                        "messages",
                        "tgi",
                        "audio_transcriptions",
                        "raw",
                        "template"),
                kinds().filter(EndpointKind::producesTokens)
                        .map(EndpointKind::name)
                        .toList());
        assertFalse(kinds().anyMatch(EndpointKind::supportsVideos));
    }

    @Test
    void aPathIsTheUsersElseTheEndpointsAndAStreamMayHaveItsOwn() {
        EndpointKind tgi = EndpointKinds.of("tgi");
        assertEquals("/generate_stream", tgi.path(EndpointOptions.USUAL, true));
        assertEquals("/generate", tgi.path(EndpointOptions.USUAL, false));
        assertEquals("/own?a=1", tgi.path(new EndpointOptions("/own?a=1", null, null, null, null), true));
        EndpointKind rerank = EndpointKinds.of("rerank");
        assertEquals("/v2/rerank", rerank.path(EndpointOptions.USUAL, false));
        assertEquals("/rerank", rerank.path(shape("tei"), false));
        assertEquals("/v1/ranking", rerank.path(shape("nim"), false));
        assertTrue(rerank.namesModel(shape("nim")));
        assertFalse(rerank.namesModel(shape("tei")));
    }

    @Test
    void aRequestOfTheUsersOwnGoesToTheUrlAsItIs() {
        BackendSettings raw = Bodies.settings("raw", "m", true, "{\"a\":1}");
        String request = new String(
                new RequestBytes(raw).of(Turn.single(Content.ofPayload("{\"x\": [1]}"), -1, 5), List.of()),
                StandardCharsets.UTF_8);
        assertTrue(request.startsWith("POST / HTTP/1.1\r\n"), request);
        assertTrue(request.endsWith("\r\n\r\n{\"x\": [1]}"), request);
    }

    @Test
    void aWholeBodyOfARowIsSentAsItIsByEveryEndpointWithJson() {
        BackendSettings chat = Bodies.settings("chat", "m", true, "{\"a\":1}");
        byte[] body = EndpointKinds.of("chat")
                .body(Turn.single(Content.ofPayload("{\"messages\":[]}"), -1, 5), List.of(), chat);
        assertEquals("{\"messages\":[]}", new String(body, StandardCharsets.UTF_8));
    }

    @Test
    void anthropicGetsItsVersionAndTheKeyInItsOwnHeader() {
        String elsewhere = head(withKey("http://gpu:8000"), null);
        assertTrue(elsewhere.contains("\r\nx-api-key: sk\r\n"), elsewhere);
        assertTrue(elsewhere.contains("\r\nAuthorization: Bearer sk\r\n"), elsewhere);
        assertTrue(elsewhere.contains("\r\nanthropic-version: 2023-06-01\r\n"), elsewhere);
        String there = head(withKey("https://api.anthropic.com"), null);
        assertTrue(there.contains("\r\nx-api-key: sk\r\n"), there);
        assertFalse(there.contains("Authorization"), there);
    }

    @Test
    void aNimRankingHasItsTextsInObjects() {
        Content content = Content.ofParts(
                null,
                List.of(
                        new Content.Text("query", "q"),
                        new Content.Text("passages", "a"),
                        new Content.Text("passages", "b")));
        byte[] body = EndpointKinds.of("rerank")
                .body(
                        Turn.single(content, -1, -1),
                        List.of(),
                        Bodies.settings("rerank", shape("nim"), "m", false, "{}"));
        assertEquals(
                "{\"model\":\"m\",\"query\":{\"text\":\"q\"},\"passages\":[{\"text\":\"a\"},{\"text\":\"b\"}]}",
                new String(body, StandardCharsets.UTF_8));
    }

    private static EndpointOptions shape(String shape) {
        return new EndpointOptions(null, null, shape, null, null);
    }

    private static BackendSettings withKey(String url) {
        return new BackendSettings(
                url,
                "messages",
                "m",
                false,
                "sk",
                Map.of(),
                "{}",
                HttpOptions.of(new HttpTimeouts(0, 0, 0)),
                0,
                "none",
                false);
    }

    private static String head(BackendSettings settings, @Nullable Content given) {
        Content content = switch (settings.endpoint()) {
            case "raw" -> Content.ofPayload("{}");
            case "rerank" -> Content.ofParts(null, List.of(new Content.Text("query", "q")));
            case "image_edit" -> IMAGE;
            default -> given == null ? TEXT : given;
        };
        String request = new String(
                new RequestBytes(settings).of(Turn.single(content, -1, -1), List.of()), StandardCharsets.ISO_8859_1);
        return request.substring(0, request.indexOf("\r\n\r\n") + 2);
    }
}
