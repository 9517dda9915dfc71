package dev.plimsoll.engine.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plimsoll.engine.http.HttpOptions;
import dev.plimsoll.engine.http.HttpTimeouts;
import dev.plimsoll.engine.http.ScriptedServer;
import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.record.RequestError;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.record.TokenSource;
import dev.plimsoll.engine.time.NanoClock;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A backend against real loopback sockets: what goes wrong is told as what it is. */
class HttpBackendFaultTest {
    private static final ScriptedServer.Script SILENT = c -> {
        c.readRequest();
        c.awaitClose();
    };

    /** The result of one request to a server that answers so and then waits for the client to go. */
    private static CallResult answered(String endpoint, boolean stream, String answer) throws Exception {
        return served(endpoint, stream, c -> {
            c.readRequest();
            c.write(answer);
            c.awaitClose();
        });
    }

    private static CallResult served(String endpoint, boolean stream, ScriptedServer.Script script) throws Exception {
        try (ScriptedServer server = ScriptedServer.start(script);
                BackendFixture fixture = new BackendFixture(BackendFixture.settings(server.url(), endpoint, stream))) {
            return fixture.sendAndAwait(BackendFixture.turn("hi"));
        }
    }

    private static RequestError error(ErrorKind kind, CallResult result) {
        RequestError error = result.error();
        assertNotNull(error, () -> "no error in " + result);
        assertEquals(kind, error.kind(), error::sample);
        assertEquals(RequestStatus.ERRORED, result.status());
        return error;
    }

    @Test
    void aRefusedConnectionIsToldAndNothingCountsAsSent() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        try (BackendFixture fixture =
                new BackendFixture(BackendFixture.settings("http://127.0.0.1:" + port, "chat", true))) {
            BackendFixture.Seen seen = fixture.send(BackendFixture.turn("hi"));
            CallResult result = seen.await();
            RequestError error = error(ErrorKind.CONNECT, result);
            assertEquals("could not connect to 127.0.0.1:" + port + ": Connection refused", error.sample());
            assertEquals(RequestTimings.ABSENT, result.sendStart());
            assertEquals(RequestTimings.ABSENT, result.blockedNs());
            assertTrue(RequestTimings.has(result.end()));
            assertFalse(seen.sent.isDone());
            assertEquals(0, result.wire().bytesSent());
        }
    }

    @Test
    void theNativeTransportTellsARefusalInTheSameWords() throws Exception {
        assumeTrue(Epoll.isAvailable(), "only Linux has it");
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        try (BackendFixture fixture = new BackendFixture(
                BackendFixture.settings("http://127.0.0.1:" + port, "chat", true),
                EpollIoHandler.newFactory(),
                NanoClock.system())) {
            assertEquals(
                    "could not connect to 127.0.0.1:" + port + ": Connection refused",
                    error(ErrorKind.CONNECT, fixture.sendAndAwait(BackendFixture.turn("hi")))
                            .sample());
        }
    }

    @Test
    void aStatusOtherThan2xxKeepsCodeRetryAfterAndTheServersMessage() throws Exception {
        CallResult result = answered(
                "chat",
                true,
                Answers.whole(503, "Retry-After: 2\r\n", "{\"error\":{\"message\":\"overloaded\",\"type\":\"x\"}}"));
        assertEquals(new RequestError(ErrorKind.HTTP, 503, "overloaded", 2), error(ErrorKind.HTTP, result));
        assertEquals(503, result.wire().httpStatus());
    }

    @Test
    void anErrorPageIsToldByItsTextWithoutTags() throws Exception {
        CallResult result = answered(
                "chat",
                true,
                Answers.whole(
                        502,
                        "Content-Type: text/html\r\n",
                        "<html><head><style>a{}</style></head><body><h1>502 Bad Gateway</h1></body></html>"));
        assertEquals("502 Bad Gateway", error(ErrorKind.HTTP, result).sample());
    }

    @Test
    void anErrorStatusWithoutABodyStillHasASample() throws Exception {
        assertEquals(
                "HTTP status 500",
                error(ErrorKind.HTTP, answered("chat", true, Answers.whole(500, "", "")))
                        .sample());
    }

    @Test
    void aRedirectIsToldWithWhereItLeads() throws Exception {
        RequestError error = error(
                ErrorKind.HTTP,
                answered("chat", true, Answers.whole(307, "Location: https://x/v1\r\n", "<p>moved</p>")));
        assertEquals(307, error.httpStatus());
        assertTrue(error.sample().contains("https://x/v1"), error.sample());
    }

    @Test
    void anErrorObjectInsideAStreamIsAStreamErrorAndKeepsWhatCame() throws Exception {
        CallResult result = answered(
                "chat",
                true,
                Answers.EVENTS + Answers.delta("a") + Answers.chunk("{\"error\":{\"message\":\"boom\",\"code\":500}}")
                        + Answers.chunk("[DONE]") + "0\r\n\r\n");
        assertEquals("boom", error(ErrorKind.STREAM_ERROR, result).sample());
        assertEquals("a", result.text());
        assertEquals(1, result.wire().contentEvents());
        assertEquals(TokenSource.EVENTS, result.tokens().outputSource());
    }

    @Test
    void anEventNamedErrorIsAStreamError() throws Exception {
        CallResult result = answered(
                "chat",
                true,
                Answers.EVENTS + "2c\r\nevent: error\ndata: {\"message\":\"out of it\"}\n\n\r\n0\r\n\r\n");
        assertEquals("out of it", error(ErrorKind.STREAM_ERROR, result).sample());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true  | {\"choices\":[]}",
                "true  |"
                    + " {\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":\"stop\"}]}",
                "false |"
                    + " {\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":null},\"finish_reason\":\"stop\"}]}",
                "false | {}",
            })
    void a2xxAnswerWithoutAnyOutputIsNoContent(boolean stream, String json) throws Exception {
        String answer = stream
                ? Answers.EVENTS + Answers.chunk(json) + Answers.chunk("[DONE]") + "0\r\n\r\n"
                : Answers.json(json);
        error(ErrorKind.NO_CONTENT, answered("chat", stream, answer));
    }

    @Test
    void anEmptyBodyIsNoContent() throws Exception {
        error(ErrorKind.NO_CONTENT, answered("chat", false, Answers.json("")));
    }

    @Test
    void aWholeAnswerThatIsNotJsonIsAParseError() throws Exception {
        RequestError error = error(ErrorKind.PARSE, answered("chat", false, Answers.json("{\"choices\":[{\"mess")));
        assertTrue(error.sample().contains("{\"choices\":[{\"mess"), error.sample());
        assertEquals(200, error.httpStatus());
    }

    @Test
    void anEventThatIsNotJsonIsAParseError() throws Exception {
        error(
                ErrorKind.PARSE,
                answered(
                        "chat", true, Answers.EVENTS + Answers.chunk("{oops") + Answers.chunk("[DONE]") + "0\r\n\r\n"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aConnectionLostInMidStreamIsAResetAndKeepsWhatCame(boolean hard) throws Exception {
        CallResult result = served("chat", true, c -> {
            c.readRequest();
            c.write(Answers.EVENTS + Answers.delta("a") + Answers.delta("b"));
            if (hard) {
                c.reset();
            }
        });
        RequestError error = error(ErrorKind.RESET, result);
        assertEquals(0, result.wire().retries());
        if (!hard) { // what a reset leaves readable is up to the kernel
            assertEquals("the server closed the connection in the middle of the answer", error.sample());
            assertEquals("ab", result.text());
            assertEquals(2, result.tokens().output());
        }
    }

    @Test
    void aStreamThatSaidDoneIsGoodHoweverTheConnectionEnds() throws Exception {
        CallResult result = served("chat", true, c -> {
            c.readRequest();
            c.write(Answers.STREAM.substring(0, Answers.STREAM.length() - "0\r\n\r\n".length()));
        });
        assertNull(result.error());
        assertEquals("Hello", result.text());
    }

    @Test
    void aStreamWithoutDoneIsGoodIfItFinishedAndItsBodyEnded() throws Exception {
        String finish = Answers.chunk("{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"length\"}]}");
        assertNull(answered("chat", true, Answers.EVENTS + Answers.delta("a") + finish + "0\r\n\r\n")
                .error());
        RequestError cut =
                error(ErrorKind.RESET, answered("chat", true, Answers.EVENTS + Answers.delta("a") + "0\r\n\r\n"));
        assertEquals("the stream ended without finish_reason and without [DONE]", cut.sample());
    }

    @Test
    void aStreamEndedByCloseAloneIsGoodIfItSaidDone() throws Exception {
        CallResult result = served("chat", true, c -> {
            c.readRequest();
            c.write("HTTP/1.0 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: {\"choices\":[{\"index\":0,"
                    + "\"delta\":{\"content\":\"x\"}}]}\n\ndata: [DONE]\n\n");
        });
        assertNull(result.error());
        assertEquals("x", result.text());
    }

    @Test
    void aFreshConnectionThatDiesBeforeAnyByteIsNotTriedAgain() throws Exception {
        CallResult result = served("chat", true, ScriptedServer.Conversation::readRequest);
        assertEquals(
                "the server closed the connection before any byte of the answer",
                error(ErrorKind.RESET, result).sample());
        assertEquals(0, result.wire().retries());
    }

    @Test
    void bytesThatAreNotHttpAreAProtocolError() throws Exception {
        error(ErrorKind.PROTOCOL, answered("chat", true, "SSH-2.0-OpenSSH_9.2p1\r\n"));
        error(ErrorKind.PROTOCOL, answered("chat", true, Answers.EVENTS + "zz\r\n"));
    }

    @Test
    void anUninvitedCompressionIsTold() throws Exception {
        RequestError error = error(
                ErrorKind.PARSE,
                answered("chat", true, Answers.whole(200, "Content-Encoding: gzip\r\n", "\u001f\u008b")));
        assertTrue(error.sample().contains("gzip"), error.sample());
    }

    @Test
    void secretsNeverShowInASample() throws Exception {
        BackendSettings plain;
        try (ScriptedServer server = ScriptedServer.start(c -> {
            c.readRequest();
            c.write(Answers.whole(401, "", "{\"error\":\"key sk-very-secret of tenant-4711 is unknown\"}"));
            c.awaitClose();
        })) {
            plain = BackendFixture.settings(server.url(), "chat", true);
            BackendSettings settings = new BackendSettings(
                    plain.url(),
                    plain.endpoint(),
                    plain.model(),
                    true,
                    "sk-very-secret",
                    Map.of("X-Tenant", "tenant-4711"),
                    "{}",
                    HttpOptions.of(new HttpTimeouts(0, 0, 0)),
                    10,
                    "none",
                    false);
            try (BackendFixture fixture = new BackendFixture(settings)) {
                CallResult result = fixture.sendAndAwait(BackendFixture.turn("hi"));
                assertEquals(
                        "key *** of *** is unknown",
                        error(ErrorKind.HTTP, result).sample());
                assertNull(result.text());
                String request = server.requests().getFirst();
                assertTrue(request.contains("\r\nAuthorization: Bearer sk-very-secret\r\n"), request);
                assertTrue(request.contains("\r\nX-Tenant: tenant-4711\r\n"), request);
                assertFalse(fixture.backend.info().toString().contains("4711"));
                assertFalse(settings.toString().contains("secret"));
            }
        }
    }

    // ---- patience; the clock moves only when the test says so, the pool's tick looks at it every few ms

    private static CallResult outOfPatience(String url, long connectNs, long idleNs, long totalNs, boolean untilSent)
            throws Exception {
        AtomicLong clock = new AtomicLong(1_000_000_000_000L);
        BackendSettings plain = BackendFixture.settings(url, "chat", true);
        BackendSettings settings = new BackendSettings(
                url,
                "chat",
                "m",
                true,
                null,
                plain.headers(),
                "{}",
                new HttpOptions(1, true, null, new HttpTimeouts(connectNs, idleNs, totalNs)),
                10,
                "none",
                true);
        try (BackendFixture fixture = new BackendFixture(settings, NioIoHandler.newFactory(), clock::get)) {
            BackendFixture.Seen seen = fixture.send(BackendFixture.turn("hi"));
            if (untilSent) {
                seen.sent.get(20, TimeUnit.SECONDS);
            }
            clock.addAndGet(21_000_000);
            return seen.await();
        }
    }

    @Test
    void silenceLongerThanTheIdleTimeoutEndsARequest() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(SILENT)) {
            CallResult result = outOfPatience(server.url(), 0, 20_000_000, 0, true);
            assertEquals(
                    "no byte for 20 ms", error(ErrorKind.TIMEOUT_IDLE, result).sample());
            assertEquals(21_000_000, result.end() - result.sendStart());
        }
    }

    @Test
    void aRequestEndsAtItsTotalTimeout() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(SILENT)) {
            CallResult result = outOfPatience(server.url(), 0, 0, 20_000_000, true);
            assertEquals(
                    "not finished within 20 ms",
                    error(ErrorKind.TIMEOUT_TOTAL, result).sample());
        }
    }

    @Test
    void aHandshakeThatNeverEndsIsAConnectTimeout() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(ScriptedServer.Conversation::awaitClose)) {
            String url = server.url().replace("http:", "https:");
            CallResult result = outOfPatience(url, 20_000_000, 0, 0, false);
            assertEquals(
                    "no connection within 20 ms",
                    error(ErrorKind.TIMEOUT_CONNECT, result).sample());
            assertEquals(RequestTimings.ABSENT, result.sendStart());
        }
    }

    @Test
    void aRequestThatWaitsForAConnectionObeysItsTotalTimeoutToo() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(ScriptedServer.Conversation::awaitClose)) {
            String url = server.url().replace("http:", "https:");
            error(ErrorKind.TIMEOUT_TOTAL, outOfPatience(url, 0, 0, 20_000_000, false));
        }
    }

    // ---- cancelling

    @Test
    void aCancelledCallKeepsWhatItHadAndClosesItsConnection() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start(c -> {
                    c.readRequest();
                    c.write(Answers.EVENTS + Answers.delta("a"));
                    c.awaitClose();
                    closed.countDown();
                });
                BackendFixture fixture = new BackendFixture(BackendFixture.settings(server.url(), "chat", true))) {
            BackendFixture.Seen seen = fixture.send(BackendFixture.turn("hi"));
            seen.firstToken.get(20, TimeUnit.SECONDS);
            fixture.onLoop(() -> {
                seen.call.cancel("constraint");
                seen.call.cancel("twice is once");
                return true;
            });
            CallResult result = seen.await();
            assertEquals(RequestStatus.CANCELLED, result.status());
            assertEquals("constraint", result.cancelReason());
            assertNull(result.error());
            assertEquals("a", result.text());
            assertEquals(1, result.tokens().output());
            assertTrue(closed.await(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void aCallMayBeCancelledFromItsOwnFirstToken() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(c -> {
                    while (c.readRequest()) {
                        c.write(Answers.STREAM);
                    }
                });
                BackendFixture fixture = new BackendFixture(BackendFixture.settings(server.url(), "chat", true))) {
            BackendFixture.Seen seen = new BackendFixture.Seen();
            BackendFixture.Seen next = new BackendFixture.Seen();
            seen.onFirstToken = () -> seen.call.cancel("injected");
            // The next request starts from within the end of the first, while that one's read is still being scanned.
            seen.onEnd = () -> next.call = fixture.backend.resolve(
                    fixture.backend.prepare(BackendFixture.turn("next"), java.util.List.of()), "next", next);
            fixture.send(BackendFixture.turn("hi"), seen);
            CallResult result = seen.await();
            assertEquals(RequestStatus.CANCELLED, result.status());
            assertEquals(1, result.wire().contentEvents());
            assertEquals("Hello", next.await().text());
        }
    }

    @Test
    void cancellingACallThatIsOverHarmsNobody() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(c -> {
                    c.readRequest();
                    c.write(Answers.STREAM);
                    c.readRequest();
                    c.write(Answers.EVENTS + Answers.delta("x"));
                    c.awaitClose();
                });
                BackendFixture fixture = new BackendFixture(BackendFixture.settings(server.url(), "chat", true))) {
            BackendFixture.Seen first = fixture.send(BackendFixture.turn("hi"));
            first.await();
            BackendFixture.Seen second = fixture.send(BackendFixture.turn("again"));
            second.firstToken.get(20, TimeUnit.SECONDS);
            fixture.onLoop(() -> {
                first.call.cancel("late");
                return true;
            });
            assertFalse(second.result.isDone());
        }
    }

    @Test
    void aCallIsCancelledWhileItsConnectionIsBeingOpened() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(ScriptedServer.Conversation::awaitClose);
                BackendFixture fixture = new BackendFixture(
                        BackendFixture.settings(server.url().replace("http:", "https:"), "chat", true))) {
            BackendFixture.Seen seen = fixture.send(BackendFixture.turn("hi"));
            fixture.onLoop(() -> {
                seen.call.cancel("end");
                return true;
            });
            CallResult result = seen.await();
            assertEquals(RequestStatus.CANCELLED, result.status());
            assertEquals(RequestTimings.ABSENT, result.sendStart());
            assertEquals(0, result.wire().bytesSent());
        }
    }

    @Test
    void shuttingDownCancelsWhatIsInFlight() throws Exception {
        BackendFixture.Seen seen;
        try (ScriptedServer server = ScriptedServer.start(SILENT);
                BackendFixture fixture = new BackendFixture(BackendFixture.settings(server.url(), "chat", true))) {
            seen = fixture.send(BackendFixture.turn("hi"));
            seen.sent.get(20, TimeUnit.SECONDS);
        }
        assertEquals("shutdown", seen.await().cancelReason());
    }
}
