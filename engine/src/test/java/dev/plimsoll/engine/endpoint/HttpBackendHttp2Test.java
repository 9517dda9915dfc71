package dev.plimsoll.engine.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.plimsoll.engine.http.Http2Server;
import dev.plimsoll.engine.http.HttpOptions;
import dev.plimsoll.engine.http.HttpTimeouts;
import dev.plimsoll.engine.http.ScriptedServer;
import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.record.RequestError;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.record.RouterFacts;
import dev.plimsoll.engine.record.TokenCounts;
import dev.plimsoll.engine.record.TokenSource;
import io.netty.handler.codec.http2.Http2Error;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A backend over HTTP/2: an answer becomes what it becomes over HTTP/1.1. */
class HttpBackendHttp2Test {
    private static final int WHOLE = Integer.MAX_VALUE;

    /** What of a result does not hang on the clock, the connection or the framing. */
    private record Facts(
            RequestStatus status,
            @Nullable RequestError error,
            int httpStatus,
            @Nullable String text,
            TokenCounts tokens,
            int contentTimes,
            int events,
            int contentEvents,
            @Nullable String serverRequestId,
            @Nullable RouterFacts routed,
            String timesThere) {
        static Facts of(CallResult r) {
            LongStream times = LongStream.of(
                    r.sendStart(),
                    r.sendEnd(),
                    r.firstByte(),
                    r.firstEvent(),
                    r.firstToken(),
                    r.firstOutputToken(),
                    r.lastToken(),
                    r.end(),
                    r.connectNs(),
                    r.tlsNs());
            return new Facts(
                    r.status(),
                    r.error(),
                    r.wire().httpStatus(),
                    r.text(),
                    r.tokens(),
                    r.contentDeltasUs().length,
                    r.wire().events(),
                    r.wire().contentEvents(),
                    r.wire().serverRequestId(),
                    r.routed(),
                    Arrays.toString(times.mapToObj(RequestTimings::has).toArray()));
        }
    }

    private static CallResult overHttp1(String answer) throws Exception {
        try (ScriptedServer server = ScriptedServer.start(c -> {
                    c.readRequest();
                    c.write(answer);
                    c.awaitClose();
                });
                BackendFixture fixture = new BackendFixture(BackendFixture.settings(server.url(), "chat", true))) {
            return fixture.sendAndAwait(BackendFixture.turn("hi"));
        }
    }

    private static CallResult overHttp2(Http2Server.Script script) throws Exception {
        HttpOptions options = new HttpOptions(2, false, null, new HttpTimeouts(5_000_000_000L, 0, 0));
        try (Http2Server server = Http2Server.start(script);
                BackendFixture fixture = new BackendFixture(BackendFixture.settings(server.url(), options))) {
            return fixture.sendAndAwait(BackendFixture.turn("hi"));
        }
    }

    /** The same answer over HTTP/2, its body in DATA frames of so many bytes; the last frame ends the stream. */
    private static Http2Server.Script translated(String answer, int frameBytes) {
        return exchange -> {
            head(exchange, answer);
            String body = body(answer);
            for (int i = 0; i < body.length(); i += Math.min(frameBytes, body.length() - i)) {
                int end = i + Math.min(frameBytes, body.length() - i);
                exchange.body(body.substring(i, end), end == body.length());
            }
        };
    }

    private static void head(Http2Server.Exchange exchange, String answer) {
        String[] lines = answer.substring(0, answer.indexOf("\r\n\r\n")).split("\r\n");
        String[] headers = Arrays.stream(lines)
                .skip(1)
                .filter(line -> !line.startsWith("Transfer-Encoding"))
                .flatMap(line -> Stream.of(line.split(": ", 2)))
                .toArray(String[]::new);
        for (int i = 0; i < headers.length; i += 2) {
            headers[i] = headers[i].toLowerCase(Locale.ROOT);
        }
        exchange.head(Integer.parseInt(lines[0].split(" ")[1]), headers);
    }

    private static String body(String answer) {
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        return answer.contains("chunked") ? body.replaceAll("[0-9a-f]+\r\n", "").replace("\r\n", "") : body;
    }

    @Test
    void whatAModelRouterSaysIsReadOverBoth() throws Exception {
        String routed = "X-Plimsoll-Model: chat\r\nServer-Timing: router.queued;dur=1.5, db;dur=3\r\n"
                + "Server-Timing: router.proxying;dur=0.25\r\n";
        String busy = Answers.whole(429, routed + "X-Request-Id: r1\r\n", "{\"error\":{\"message\":\"full\"}}");
        String streamed = Answers.STREAM.replaceFirst("\r\n", "\r\n" + routed);
        for (String answer : new String[] {busy, streamed}) {
            CallResult result = overHttp2(translated(answer, WHOLE));
            assertEquals(new RouterFacts("chat", 1_500, -1, -1, -1, 250), result.routed());
            assertEquals(Facts.of(overHttp1(answer)), Facts.of(result));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100, WHOLE})
    void aTokenStreamIsTheSameHoweverItsEventsLieInDataFrames(int frameBytes) throws Exception {
        CallResult result = overHttp2(translated(Answers.STREAM, frameBytes));
        assertEquals(Facts.of(overHttp1(Answers.STREAM)), Facts.of(result));
        assertEquals(RequestStatus.COMPLETED, result.status());
        assertEquals("Hello", result.text());
        assertEquals(new TokenCounts(5, 3, 4, -1, 16, 1, TokenSource.USAGE, TokenSource.USAGE, 7, -1), result.tokens());
        assertEquals(2, result.wire().contentEvents());
    }

    static Stream<String> answers() {
        String finish = Answers.chunk("{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}");
        return Stream.of(
                Answers.EVENTS + Answers.delta("a") + Answers.delta("b") + Answers.chunk("[DONE]") + "0\r\n\r\n",
                Answers.EVENTS + Answers.delta("a") + finish + "0\r\n\r\n",
                Answers.EVENTS + Answers.delta("a") + "0\r\n\r\n",
                Answers.EVENTS + Answers.delta("a") + Answers.chunk("{\"error\":{\"message\":\"boom\"}}") + "0\r\n\r\n",
                Answers.EVENTS + Answers.delta("a") + Answers.chunk("{broken") + "0\r\n\r\n",
                Answers.json("{\"choices\":[{\"message\":{\"content\":\"all\"}}]}"),
                Answers.whole(503, "Retry-After: 2\r\n", "{\"error\":{\"message\":\"overloaded\"}}"),
                Answers.whole(502, "Content-Type: text/html\r\n", "<h1>502 Bad Gateway</h1>"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void everyEndOfAnAnswerIsToldAsOverHttp1(String answer) throws Exception {
        Facts expected = Facts.of(overHttp1(answer));
        assertEquals(expected, Facts.of(overHttp2(translated(answer, WHOLE))));
        assertEquals(expected, Facts.of(overHttp2(translated(answer, 10))));
    }

    @Test
    void aStreamResetInMidAnswerKeepsWhatCame() throws Exception {
        CallResult result = overHttp2(exchange -> {
            head(exchange, Answers.EVENTS);
            exchange.body(body(Answers.EVENTS + Answers.delta("Hel") + Answers.delta("lo")), false);
            exchange.reset(Http2Error.INTERNAL_ERROR);
        });
        RequestError error = result.error();
        assertNotNull(error);
        assertEquals(ErrorKind.RESET, error.kind());
        assertEquals("the server reset the stream (INTERNAL_ERROR) in the middle of the answer", error.sample());
        assertEquals("Hello", result.text());
        assertEquals(2, result.wire().contentEvents());
        assertEquals(TokenSource.EVENTS, result.tokens().outputSource());
    }

    @Test
    void aStreamThatSaidDoneIsGoodThoughItIsResetBehindThat() throws Exception {
        CallResult result = overHttp2(exchange -> {
            head(exchange, Answers.EVENTS);
            exchange.body(body(Answers.STREAM), false);
            exchange.reset(Http2Error.NO_ERROR);
        });
        assertEquals(RequestStatus.COMPLETED, result.status());
        assertEquals("Hello", result.text());
        assertEquals(3, result.tokens().output());
    }
}
