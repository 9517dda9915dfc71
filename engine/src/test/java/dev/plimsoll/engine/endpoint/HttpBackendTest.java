package dev.plimsoll.engine.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plimsoll.engine.http.HttpOptions;
import dev.plimsoll.engine.http.HttpTimeouts;
import dev.plimsoll.engine.http.ScriptedServer;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.record.TokenCounts;
import dev.plimsoll.engine.record.TokenSource;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import java.lang.reflect.Proxy;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A backend against real loopback sockets: what a good answer becomes. */
class HttpBackendTest {
    static Stream<IoHandlerFactory> transports() {
        return Epoll.isAvailable()
                ? Stream.of(NioIoHandler.newFactory(), EpollIoHandler.newFactory())
                : Stream.of(NioIoHandler.newFactory());
    }

    @ParameterizedTest
    @MethodSource("transports")
    void aStreamedChatAnswerBecomesTokensTimesAndText(IoHandlerFactory transport) throws Exception {
        try (ScriptedServer server = ScriptedServer.start(c -> {
                    while (c.readRequest()) {
                        c.write(Answers.STREAM);
                    }
                });
                BackendFixture fixture = new BackendFixture(
                        BackendFixture.settings(server.url(), "chat", true), transport, System::nanoTime)) {
            BackendFixture.Seen seen = fixture.send(BackendFixture.turn("hi"));
            CallResult result = seen.await();

            assertNull(result.error());
            assertEquals(RequestStatus.COMPLETED, result.status());
            assertEquals("Hello", result.text());
            assertEquals(
                    new TokenCounts(5, 3, 4, -1, 16, 1, TokenSource.USAGE, TokenSource.USAGE, 7, -1), result.tokens());
            assertEquals(200, result.wire().httpStatus());
            assertEquals(6, result.wire().events());
            assertEquals(2, result.wire().contentEvents());
            assertEquals(2, result.contentDeltasUs().length);
            assertEquals("c1", result.wire().serverRequestId());
            assertEquals(Answers.STREAM.length(), result.wire().bytesReceived());
            assertEquals(server.requests().getFirst().length(), result.wire().bytesSent());
            assertEquals(seen.sent.get(), result.sendStart());
            assertEquals(seen.firstToken.get(), result.firstToken());
            assertEquals(1, seen.gaps.size());
            assertTrue(result.sendStart() <= result.sendEnd());
            assertTrue(result.sendStart() <= result.firstByte());
            assertTrue(result.firstByte() <= result.firstEvent());
            assertTrue(result.firstEvent() <= result.firstToken());
            assertEquals(result.firstToken(), result.firstOutputToken());
            assertTrue(result.firstToken() <= result.lastToken());
            assertTrue(result.lastToken() <= result.end());
            assertTrue(result.connectNs() > 0);
            assertEquals(RequestTimings.ABSENT, result.tlsNs());

            CallResult second = fixture.sendAndAwait(BackendFixture.turn("again"));
            assertEquals(RequestStatus.COMPLETED, second.status());
            assertTrue(second.wire().connectionReused());
            assertEquals(RequestTimings.ABSENT, second.connectNs());
        }
    }

    @Test
    void aWholeCompletionsAnswerHasTextAndUsageButNoTokenTimes() throws Exception {
        String json = "{\"id\":\"x\",\"choices\":[{\"text\":\"a\\nb\",\"index\":0,\"finish_reason\":\"stop\"}],"
                + "\"usage\":{\"prompt_tokens\":2,\"completion_tokens\":9}}";
        try (ScriptedServer server = ScriptedServer.start(c -> {
                    c.readRequest();
                    c.write("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: " + json.length()
                            + "\r\n\r\n" + json);
                    c.awaitClose();
                });
                BackendFixture fixture =
                        new BackendFixture(BackendFixture.settings(server.url(), "completions", false))) {
            CallResult result = fixture.sendAndAwait(BackendFixture.turn("say \"hi\""));

            assertEquals(RequestStatus.COMPLETED, result.status());
            assertEquals("a\nb", result.text());
            assertEquals(9, result.tokens().output());
            assertEquals(RequestTimings.ABSENT, result.firstToken());
            String request = server.requests().getFirst();
            assertTrue(
                    request.startsWith("POST /v1/completions HTTP/1.1\r\nHost: 127.0.0.1:" + server.port()), request);
            assertTrue(
                    request.endsWith("\r\n\r\n{\"model\":\"m\",\"prompt\":\"say \\\"hi\\\"\",\"max_tokens\":16}"),
                    request);
        }
    }

    /** A poller in a wrapper is still that poller. */
    @Test
    void theTransportFollowsWhatTheLoopCanRegister() throws Exception {
        assumeTrue(Epoll.isAvailable());
        IoHandlerFactory wrapped = executor -> {
            IoHandler poller = EpollIoHandler.newFactory().newHandler(executor);
            return (IoHandler) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {IoHandler.class},
                    (proxy, method, arguments) -> method.invoke(poller, arguments));
        };
        try (ScriptedServer server = ScriptedServer.start(c -> {
                    c.readRequest();
                    c.write(Answers.STREAM);
                });
                BackendFixture fixture = new BackendFixture(
                        BackendFixture.settings(server.url(), "chat", true), wrapped, System::nanoTime)) {
            assertEquals(
                    "Hello", fixture.sendAndAwait(BackendFixture.turn("hi")).text());
        }
    }

    @Test
    void answersWithoutUsageAreCountedByTheTokenizerReasoningIncluded() throws Exception {
        String stream = Answers.EVENTS
                + Answers.chunk("{\"choices\":[{\"index\":0,\"delta\":{\"reasoning\":\"12345678\"}}]}")
                + Answers.delta("abcd") + Answers.delta("efgh") + Answers.chunk("[DONE]") + "0\r\n\r\n";
        try (ScriptedServer server = ScriptedServer.start(c -> {
            c.readRequest();
            c.write(stream);
            c.awaitClose();
        })) {
            BackendSettings s = BackendFixture.settings(server.url(), "chat", true);
            BackendSettings chars = new BackendSettings(
                    s.url(),
                    "chat",
                    "m",
                    true,
                    null,
                    s.headers(),
                    "{}",
                    HttpOptions.of(new HttpTimeouts(0, 0, 0)),
                    4096,
                    "chars",
                    false);
            try (BackendFixture fixture = new BackendFixture(chars)) {
                CallResult result = fixture.sendAndAwait(BackendFixture.turn("hi"));
                assertEquals(
                        new TokenCounts(7, 4, -1, -1, 16, 1, TokenSource.TOKENIZER, TokenSource.TOKENIZER, 7, 4),
                        result.tokens());
                assertNull(result.text());
                assertTrue(result.firstToken() <= result.firstOutputToken());
                assertEquals(3, result.wire().contentEvents());
            }
        }
    }

    @Test
    void aStreamUnderAnotherMediaTypeIsStillAStream() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(c -> {
                    c.readRequest();
                    c.write(Answers.STREAM.replace("text/event-stream", "text/plain"));
                    c.awaitClose();
                });
                BackendFixture fixture = new BackendFixture(BackendFixture.settings(server.url(), "chat", true))) {
            CallResult result = fixture.sendAndAwait(BackendFixture.turn("hi"));
            assertEquals("Hello", result.text());
            assertEquals(2, result.wire().contentEvents());
        }
    }

    @Test
    void aWholeAnswerToARequestForAStreamCountsWithoutTokenTimes() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(c -> {
                    c.readRequest();
                    c.write(Answers.json("{\"choices\":[{\"message\":{\"content\":\"all\"}}]}"));
                    c.awaitClose();
                });
                BackendFixture fixture = new BackendFixture(BackendFixture.settings(server.url(), "chat", true))) {
            CallResult result = fixture.sendAndAwait(BackendFixture.turn("hi"));
            assertEquals(RequestStatus.COMPLETED, result.status());
            assertEquals("all", result.text());
            assertEquals(RequestTimings.ABSENT, result.firstToken());
            assertEquals(TokenSource.NONE, result.tokens().outputSource());
        }
    }
}
