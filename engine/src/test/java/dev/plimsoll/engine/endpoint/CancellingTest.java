package dev.plimsoll.engine.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.http.ScriptedServer;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Calls that we end ourselves. */
class CancellingTest {
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
        try (ScriptedServer server = ScriptedServer.start(Served.SILENT);
                BackendFixture fixture = new BackendFixture(BackendFixture.settings(server.url(), "chat", true))) {
            seen = fixture.send(BackendFixture.turn("hi"));
            seen.sent.get(20, TimeUnit.SECONDS);
        }
        assertEquals("shutdown", seen.await().cancelReason());
    }
}
