package dev.plimsoll.engine.endpoint;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.plimsoll.engine.http.ScriptedServer;
import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.record.RequestError;
import dev.plimsoll.engine.record.RequestStatus;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.nio.NioIoHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a server can do wrong, row by row: each ends as exactly one classified error, or as a success where the answer is whole. */
@Timeout(60)
class FaultTest {
    private static final String TEN_MEGABYTES = "m".repeat(10 << 20);
    private static final String JSON =
            "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Hello\"},"
                    + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":3}}";
    private static final String CHUNKED_JSON = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(JSON.length()) + "\r\n" + JSON + "\r\n";
    private static final String STREAM_HEAD_10 = "HTTP/1.0 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";
    private static final String EVENT = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hello\"}}]}\n\n";
    private static final String STREAM = Answers.STREAM;

    /**
     * What a server does after it took a request, and how the request must end.
     *
     * @param kind null where the answer is whole
     */
    private record Row(
            String name,
            ScriptedServer.Script then,
            @Nullable ErrorKind kind) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Row> ROWS = new ArrayList<>();

    private static void row(String name, @Nullable ErrorKind kind, ScriptedServer.Script then) {
        ROWS.add(new Row(name, then, kind));
    }

    /** It says so and then waits for the client to go, so that nothing but the bytes themselves can end the request. */
    private static void said(String name, @Nullable ErrorKind kind, String answer) {
        row(name, kind, c -> {
            c.write(answer);
            c.awaitClose();
        });
    }

    /** It says so and closes. */
    private static void saidAndClosed(String name, @Nullable ErrorKind kind, String answer) {
        row(name, kind, c -> c.write(answer));
    }

    static {
        // the connection
        row("it resets the connection", ErrorKind.RESET, ScriptedServer.Conversation::reset);
        row("it closes the connection without a byte", ErrorKind.RESET, c -> {});
        row("it closes its half without a byte", ErrorKind.RESET, c -> {
            c.endOutput();
            c.awaitClose();
        });
        row("it resets in the middle of a stream", ErrorKind.RESET, c -> {
            c.write(upTo(STREAM, "lo\"}"));
            c.reset();
        });
        row("it closes its half in the middle of a stream", ErrorKind.RESET, c -> {
            c.write(upTo(STREAM, "lo\"}"));
            c.endOutput();
            c.awaitClose();
        });
        row("it closes its half behind a whole stream", null, c -> {
            c.write(STREAM);
            c.endOutput();
            c.awaitClose();
        });
        saidAndClosed("it closes in the middle of the head", ErrorKind.RESET, "HTTP/1.1 200 OK\r\nContent-Ty");
        saidAndClosed("it closes in the middle of a chunk's size", ErrorKind.RESET, CHUNKED_JSON + "1");
        saidAndClosed("it closes in the middle of an event", ErrorKind.RESET, upTo(STREAM, "\"Hel\""));
        saidAndClosed(
                "it closes before the last chunk, the stream not done", ErrorKind.RESET, upTo(STREAM, "e\r\ndata: [D"));
        saidAndClosed("it closes before the last chunk of a document", ErrorKind.RESET, CHUNKED_JSON);
        saidAndClosed("it closes before the last chunk, the stream done", null, withoutEnd(STREAM, "0\r\n\r\n"));
        saidAndClosed(
                "it closes before the announced length",
                ErrorKind.RESET,
                "HTTP/1.1 200 OK\r\nContent-Length: " + (JSON.length() + 1) + "\r\n\r\n" + JSON);

        // bytes
        said("it says garbage", ErrorKind.PROTOCOL, "\u0000\u0001garbage\r\n\r\n");
        said("it says garbage without a line end", ErrorKind.PROTOCOL, "lskdu018973t09sylgasjkfg1][]'./.sdlv");
        said("it is another kind of server", ErrorKind.PROTOCOL, "SSH-2.0-OpenSSH_9.2p1\r\n");
        said("a chunk's size is none", ErrorKind.PROTOCOL, Answers.EVENTS + "hello\r\n");
        said("a chunk is longer than its size", ErrorKind.PROTOCOL, Answers.EVENTS + "2\r\nlonger\r\n");
        said("an event is not JSON", ErrorKind.PARSE, Answers.EVENTS + Answers.chunk("{\"choices\":[") + end());
        said("the document is not JSON", ErrorKind.PARSE, Answers.json("{\"choices\":["));
        row("it says a byte at a time", null, c -> {
            for (byte b : STREAM.getBytes(StandardCharsets.UTF_8)) {
                c.write(new byte[] {b});
            }
            c.awaitClose();
        });
        row("it compresses, though asked not to", ErrorKind.PARSE, c -> {
            byte[] body = gzip(JSON);
            c.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + body.length + "\r\n\r\n");
            c.write(body);
            c.awaitClose();
        });

        // framing
        said(
                "its chunks have extensions and trailers",
                null,
                STREAM.replace("0\r\n\r\n", "0;x=\"y\"\r\nA: b\r\nC: d\r\n\r\n"));
        saidAndClosed("it speaks HTTP/1.0 and ends a whole document", null, "HTTP/1.0 200 OK\r\n\r\n" + JSON);
        saidAndClosed(
                "it speaks HTTP/1.0 and cuts a document",
                ErrorKind.PARSE,
                "HTTP/1.0 200 OK\r\n\r\n" + JSON.substring(9));
        saidAndClosed("it speaks HTTP/1.0 and ends a done stream", null, STREAM_HEAD_10 + EVENT + "data: [DONE]\n\n");
        saidAndClosed("it speaks HTTP/1.0 and cuts a stream", ErrorKind.RESET, STREAM_HEAD_10 + EVENT);
        said("it sends an event of 10 MB", null, Answers.EVENTS + Answers.delta(TEN_MEGABYTES) + end());

        // what it means
        said("it redirects", ErrorKind.HTTP, Answers.whole(308, "Location: http://elsewhere/\r\n", ""));
        said("it is full", ErrorKind.HTTP, Answers.whole(429, "Retry-After: 7\r\n", "{\"error\":\"slow down\"}"));
        said("it is not ready", ErrorKind.HTTP, Answers.whole(503, "", "Loading model"));
        said("it has no body where one is due", ErrorKind.NO_CONTENT, "HTTP/1.1 204 No Content\r\n\r\n");
        said("it shows a page", ErrorKind.PARSE, Answers.whole(200, "Content-Type: text/html\r\n", "<h1>Sign in</h1>"));
        said("it calls a document text", null, Answers.whole(200, "Content-Type: text/plain\r\n", JSON));
        said("it calls a stream a document", null, STREAM.replace("text/event-stream", "application/json"));
        said(
                "it fails in the middle of a stream",
                ErrorKind.STREAM_ERROR,
                Answers.EVENTS
                        + Answers.delta("a")
                        + Answers.chunk("{\"error\":{\"message\":\"out of memory\"}}")
                        + end());
        said("it says nothing in its stream", ErrorKind.NO_CONTENT, Answers.EVENTS + end());
        said("its stream ends unfinished", ErrorKind.RESET, Answers.EVENTS + Answers.delta("a") + "0\r\n\r\n");
    }

    static Stream<Arguments> rows() {
        return HttpBackendTest.transports()
                .flatMap(transport -> ROWS.stream().map(row -> Arguments.of(row, transport)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void eachEndsOnceAsWhatItIs(Row row, IoHandlerFactory transport) throws Exception {
        try (ScriptedServer server = ScriptedServer.start(c -> {
            c.readRequest();
            row.then.serve(c);
        })) {
            assertEnds(row.kind, server.url(), transport);
        }
    }

    /** Once, although the connection and the backend end behind it too. */
    private static CallResult assertEnds(@Nullable ErrorKind kind, String url, IoHandlerFactory transport)
            throws Exception {
        Ends ends = new Ends();
        try (BackendFixture fixture =
                new BackendFixture(BackendFixture.settings(url, "chat", true), transport, System::nanoTime)) {
            fixture.onLoop(() -> fixture.backend.resolve(
                    fixture.backend.prepare(BackendFixture.turn("hi"), List.of()), "token", ends));
            ends.first.await();
        }
        assertEquals(1, ends.count, "ends");
        CallResult result = ends.first.await();
        RequestError error = result.error();
        if (kind == null) {
            assertEquals(RequestStatus.COMPLETED, result.status(), () -> String.valueOf(error));
            String text = String.valueOf(result.text());
            assertTrue(text.equals("Hello") || text.equals(TEN_MEGABYTES), text);
        } else {
            assertEquals(RequestStatus.ERRORED, result.status());
            assertNotNull(error);
            assertEquals(kind, error.kind(), error::sample);
            assertTrue(!error.sample().isBlank(), "a sample");
        }
        return result;
    }

    /** Counts ends instead of failing inside the loop, where nobody would hear of it. */
    private static final class Ends implements CallListener {
        final BackendFixture.Seen first = new BackendFixture.Seen();
        volatile int count;

        @Override
        public void sent(Object token, long sendStartNs) {}

        @Override
        public void firstToken(Object token, long atNs) {}

        @Override
        public void contentGap(Object token, long gapNs) {}

        @Override
        public void ended(Object token, CallResult ended) {
            count++;
            if (count == 1) {
                first.ended(token, ended);
            }
        }
    }

    @Test
    void aServerOnIpVersion6IsReached() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(ipv6(), c -> {
            c.readRequest();
            c.write(STREAM);
            c.awaitClose();
        })) {
            for (IoHandlerFactory transport : HttpBackendTest.transports().toList()) {
                assertEnds(null, "http://[::1]:" + server.port(), transport);
            }
            assertTrue(server.requests().getFirst().contains("\r\nHost: [::1]:" + server.port() + "\r\n"));
        }
    }

    private static ServerSocket ipv6() {
        try {
            return new ServerSocket(0, 10, InetAddress.getByName("::1"));
        } catch (IOException e) {
            return Assumptions.abort("this machine has no IPv6 loopback: " + e.getMessage());
        }
    }

    // ---- WireMock: a server of another hand

    static Stream<Arguments> stubs() {
        byte[] stream =
                ("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hello\"},\"finish_reason\":\"stop\"}]}"
                                + "\n\ndata: [DONE]\n\n")
                        .getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                Arguments.of(ErrorKind.RESET, aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)),
                Arguments.of(ErrorKind.RESET, aResponse().withFault(Fault.EMPTY_RESPONSE)),
                Arguments.of(ErrorKind.PROTOCOL, aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)),
                Arguments.of(ErrorKind.PROTOCOL, aResponse().withStatus(200).withFault(Fault.MALFORMED_RESPONSE_CHUNK)),
                Arguments.of(ErrorKind.HTTP, aResponse().withStatus(429).withHeader("Retry-After", "7")),
                Arguments.of(ErrorKind.HTTP, aResponse().withStatus(503)),
                Arguments.of(ErrorKind.HTTP, aResponse().withStatus(302).withHeader("Location", "/elsewhere")),
                Arguments.of(
                        ErrorKind.PARSE,
                        aResponse().withHeader("Content-Encoding", "gzip").withBody(gzip(JSON))),
                Arguments.of(ErrorKind.NO_CONTENT, aResponse().withHeader("Content-Type", "application/json")),
                Arguments.of(null, aResponse().withBody(JSON)),
                Arguments.of(
                        null,
                        aResponse()
                                .withHeader("Content-Type", "text/event-stream")
                                .withBody(stream)),
                Arguments.of(
                        null,
                        aResponse()
                                .withHeader("Content-Type", "text/event-stream")
                                .withBody(stream)
                                .withChunkedDribbleDelay(5, 10)));
    }

    @ParameterizedTest
    @MethodSource("stubs")
    void whatWireMockAnswersEndsOnceAsWhatItIs(@Nullable ErrorKind kind, ResponseDefinitionBuilder answer)
            throws Exception {
        WireMockServer server =
                new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
        server.start();
        try {
            server.stubFor(post(urlMatching(".*")).willReturn(answer));
            assertEnds(kind, "http://127.0.0.1:" + server.port(), NioIoHandler.newFactory());
        } finally {
            server.stop();
        }
    }

    // ---- answers

    private static String end() {
        return Answers.chunk("[DONE]") + "0\r\n\r\n";
    }

    private static String upTo(String answer, String part) {
        return answer.substring(0, answer.indexOf(part));
    }

    private static String withoutEnd(String answer, String end) {
        return answer.substring(0, answer.length() - end.length());
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
