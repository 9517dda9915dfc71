package dev.plimsoll.engine.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.http.ScriptedServer;
import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.record.RequestError;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import io.netty.channel.IoHandlerFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Connections: kept, opened ahead, found closed, and the one retry. */
class ConnectionReuseTest {
    private static final ScriptedServer.Script ANSWERING = c -> {
        while (c.readRequest()) {
            c.write(Answers.STREAM);
        }
    };

    /** A good answer on a connection that the server says it keeps. */
    private static final String KEPT =
            Answers.STREAM.replace("HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nKeep-Alive: timeout=5\r\n");

    private static BackendFixture fixture(ScriptedServer server) {
        return new BackendFixture(BackendFixture.settings(server.url(), "chat", true));
    }

    private static void awaitPool(BackendFixture fixture, int size, int idle) throws Exception {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (!fixture.onLoop(() -> fixture.backend.client().size() == size
                && fixture.backend.client().idleCount() == idle)) {
            assertTrue(System.nanoTime() < deadline, "the pool never got there");
            Thread.onSpinWait();
        }
    }

    @Test
    void aReusedConnectionThatDiedBeforeAnyByteIsRetriedOnceOnAFreshOneAndCounted() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(
                        c -> {
                            c.readRequest();
                            c.write(Answers.STREAM);
                            c.readRequest(); // and dies without an answer
                        },
                        ANSWERING);
                BackendFixture fixture = fixture(server)) {
            fixture.sendAndAwait(BackendFixture.turn("one"));
            BackendFixture.Seen seen = fixture.send(BackendFixture.turn("two"));
            CallResult result = seen.await();
            assertNull(result.error());
            assertEquals("Hello", result.text());
            assertEquals(1, result.wire().retries());
            assertTrue(result.wire().connectionReused());
            assertEquals(seen.sent.get(), result.sendStart());
            assertTrue(result.sendEnd() >= result.sendStart());
            assertEquals(3, server.requests().size());
            assertEquals(server.requests().get(1), server.requests().get(2));
        }
    }

    @Test
    void aRetryThatFailsTooIsTheEnd() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(
                        c -> {
                            c.readRequest();
                            c.write(Answers.STREAM);
                            c.readRequest();
                        },
                        ScriptedServer.Conversation::readRequest);
                BackendFixture fixture = fixture(server)) {
            fixture.sendAndAwait(BackendFixture.turn("one"));
            CallResult result = fixture.sendAndAwait(BackendFixture.turn("two"));
            assertEquals(
                    ErrorKind.RESET,
                    result.error() == null ? null : result.error().kind());
            assertEquals(1, result.wire().retries());
            assertEquals(3, server.requests().size());
        }
    }

    @Test
    void nothingIsRetriedOnceAByteOfTheAnswerCame() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(c -> {
                    c.readRequest();
                    c.write(Answers.STREAM);
                    c.readRequest();
                    c.write("H");
                });
                BackendFixture fixture = fixture(server)) {
            fixture.sendAndAwait(BackendFixture.turn("one"));
            CallResult result = fixture.sendAndAwait(BackendFixture.turn("two"));
            assertEquals(
                    ErrorKind.RESET,
                    result.error() == null ? null : result.error().kind());
            assertEquals(0, result.wire().retries());
            assertEquals(2, server.requests().size());
        }
    }

    @Test
    void aServersCloseIsNoticedWhileTheConnectionIsIdle() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(
                        c -> {
                            c.readRequest();
                            c.write(Answers.STREAM); // advertises nothing, then closes
                        },
                        ANSWERING);
                BackendFixture fixture = fixture(server)) {
            fixture.sendAndAwait(BackendFixture.turn("one"));
            awaitPool(fixture, 0, 0);
            CallResult result = fixture.sendAndAwait(BackendFixture.turn("two"));
            assertEquals(RequestStatus.COMPLETED, result.status());
            assertFalse(result.wire().connectionReused());
            assertEquals(0, result.wire().retries());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.plimsoll.engine.endpoint.HttpBackendTest#transports")
    void aConnectionHalfClosedBehindAWholeAnswerIsClosedAndNothingIsSentOnIt(IoHandlerFactory transport)
            throws Exception {
        CompletableFuture<Boolean> closed = new CompletableFuture<>();
        try (ScriptedServer server = ScriptedServer.start(
                        c -> {
                            c.readRequest();
                            c.write(KEPT);
                            c.endOutput();
                            closed.complete(!c.readRequest());
                        },
                        ANSWERING);
                BackendFixture fixture = new BackendFixture(
                        BackendFixture.settings(server.url(), "chat", true), transport, System::nanoTime)) {
            assertEquals(
                    "Hello", fixture.sendAndAwait(BackendFixture.turn("one")).text());
            assertTrue(closed.get(20, TimeUnit.SECONDS));
            awaitPool(fixture, 0, 0);
            CallResult result = fixture.sendAndAwait(BackendFixture.turn("two"));
            assertEquals(RequestStatus.COMPLETED, result.status());
            assertFalse(result.wire().connectionReused());
            assertEquals(0, result.wire().retries());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.plimsoll.engine.endpoint.HttpBackendTest#transports")
    void aConnectionHalfClosedInMidAnswerEndsTheRequestWithWhatCame(IoHandlerFactory transport) throws Exception {
        CompletableFuture<Boolean> closed = new CompletableFuture<>();
        try (ScriptedServer server = ScriptedServer.start(
                        c -> {
                            c.readRequest();
                            c.write(KEPT.substring(0, KEPT.indexOf("lo")));
                            c.endOutput();
                            closed.complete(!c.readRequest());
                        },
                        ANSWERING);
                BackendFixture fixture = new BackendFixture(
                        BackendFixture.settings(server.url(), "chat", true), transport, System::nanoTime)) {
            CallResult result = fixture.sendAndAwait(BackendFixture.turn("one"));
            RequestError error = result.error();
            assertNotNull(error);
            assertEquals(ErrorKind.RESET, error.kind());
            assertEquals("Hel", result.text());
            assertEquals(0, result.wire().retries());
            assertTrue(closed.get(20, TimeUnit.SECONDS));
            assertEquals(
                    "Hello", fixture.sendAndAwait(BackendFixture.turn("two")).text());
        }
    }

    /** As llama-server does after streamed answers. */
    @Test
    void aServerThatBreaksItsKeepAlivePromiseIsSoonNotTakenAtItsWord() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(c -> {
                    c.readRequest();
                    c.write(KEPT);
                });
                BackendFixture fixture = fixture(server)) {
            int retries = 0;
            for (int i = 0; i < 40; i++) {
                CallResult result = fixture.sendAndAwait(BackendFixture.turn("x"));
                assertEquals(RequestStatus.COMPLETED, result.status());
                retries += result.wire().retries();
                if (i >= 10) {
                    assertEquals(0, result.wire().retries());
                    assertFalse(result.wire().connectionReused());
                }
            }
            assertTrue(retries <= 3, retries + " retries");
        }
    }

    @Test
    void anAnnouncedCloseIsObeyed() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        try (ScriptedServer server = ScriptedServer.start(c -> {
                    connections.incrementAndGet();
                    while (c.readRequest()) {
                        c.write(Answers.STREAM.replace(
                                "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nconnection: close\r\n"));
                    }
                });
                BackendFixture fixture = fixture(server)) {
            for (int i = 0; i < 3; i++) {
                CallResult result = fixture.sendAndAwait(BackendFixture.turn("x"));
                assertEquals(RequestStatus.COMPLETED, result.status());
                assertEquals(0, result.wire().retries());
            }
            assertEquals(3, connections.get());
        }
    }

    @Test
    void aConnectionWithBytesLeftOverIsNotUsedAgain() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(c -> {
                    c.readRequest();
                    c.write(Answers.STREAM + "HTTP/1.1 200 OK\r\n");
                    c.awaitClose();
                });
                BackendFixture fixture = fixture(server)) {
            for (int i = 0; i < 2; i++) {
                CallResult result = fixture.sendAndAwait(BackendFixture.turn("x"));
                assertEquals(RequestStatus.COMPLETED, result.status());
                assertFalse(result.wire().connectionReused());
            }
        }
    }

    @Test
    void aConnectionOpenedAheadServesWithoutAnyoneWaitingForIt() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(ANSWERING);
                BackendFixture fixture = fixture(server)) {
            fixture.onLoop(() -> {
                fixture.backend.openAhead(3);
                return true;
            });
            awaitPool(fixture, 3, 3);
            CallResult result = fixture.sendAndAwait(BackendFixture.turn("x"));
            assertEquals(RequestStatus.COMPLETED, result.status());
            assertFalse(result.wire().connectionReused());
            assertEquals(RequestTimings.ABSENT, result.connectNs());
            awaitPool(fixture, 3, 3);
        }
    }

    @Test
    void requestsInFlightTogetherEachHaveTheirOwnConnectionAndAnswer() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(c -> {
                    while (c.readRequest()) {
                        c.write(Answers.STREAM);
                    }
                });
                BackendFixture fixture = fixture(server)) {
            List<BackendFixture.Seen> all = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                all.add(fixture.send(BackendFixture.turn("request " + i)));
            }
            for (BackendFixture.Seen seen : all) {
                assertEquals("Hello", seen.await().text());
            }
            assertEquals(200, server.requests().stream().distinct().count());
        }
    }

    @Test
    void aLongRequestSaysWhenItsLastByteWasFlushed() throws Exception {
        String prompt = "x".repeat(16 << 20);
        try (ScriptedServer server = ScriptedServer.start(ANSWERING);
                BackendFixture fixture = fixture(server)) {
            CallResult result = fixture.sendAndAwait(BackendFixture.turn(prompt));
            assertEquals(RequestStatus.COMPLETED, result.status());
            assertTrue(result.sendEnd() > result.sendStart());
            assertTrue(result.sendEnd() <= result.firstByte());
            assertTrue(server.requests().getFirst().contains(prompt));
        }
    }

    @Test
    void aPreparedRequestIsReleasedOrResolvedOnlyOnce() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(ANSWERING);
                BackendFixture fixture = fixture(server)) {
            boolean refused = fixture.onLoop(() -> {
                Backend.Prepared prepared = fixture.backend.prepare(BackendFixture.turn("x"), List.of());
                assertTrue(prepared.byteCount() > 0);
                prepared.release();
                try {
                    prepared.release();
                    return false;
                } catch (IllegalStateException e) {
                    return true;
                }
            });
            assertTrue(refused);
        }
    }
}
