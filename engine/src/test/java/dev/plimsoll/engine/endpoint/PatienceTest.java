package dev.plimsoll.engine.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.http.HttpOptions;
import dev.plimsoll.engine.http.HttpTimeouts;
import dev.plimsoll.engine.http.ScriptedServer;
import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Timeouts. The clock moves only when the test says so; the pool's tick looks at it every few ms. */
class PatienceTest {
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
        try (ScriptedServer server = ScriptedServer.start(Served.SILENT)) {
            CallResult result = outOfPatience(server.url(), 0, 20_000_000, 0, true);
            assertEquals(
                    "no byte for 20 ms",
                    Served.error(ErrorKind.TIMEOUT_IDLE, result).sample());
            assertEquals(21_000_000, result.end() - result.sendStart());
        }
    }

    @Test
    void aRequestEndsAtItsTotalTimeout() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(Served.SILENT)) {
            CallResult result = outOfPatience(server.url(), 0, 0, 20_000_000, true);
            assertEquals(
                    "not finished within 20 ms",
                    Served.error(ErrorKind.TIMEOUT_TOTAL, result).sample());
        }
    }

    @Test
    void aHandshakeThatNeverEndsIsAConnectTimeout() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(ScriptedServer.Conversation::awaitClose)) {
            String url = server.url().replace("http:", "https:");
            CallResult result = outOfPatience(url, 20_000_000, 0, 0, false);
            assertEquals(
                    "no connection within 20 ms",
                    Served.error(ErrorKind.TIMEOUT_CONNECT, result).sample());
            assertEquals(RequestTimings.ABSENT, result.sendStart());
        }
    }

    @Test
    void aRequestThatWaitsForAConnectionObeysItsTotalTimeoutToo() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(ScriptedServer.Conversation::awaitClose)) {
            String url = server.url().replace("http:", "https:");
            Served.error(ErrorKind.TIMEOUT_TOTAL, outOfPatience(url, 0, 0, 20_000_000, false));
        }
    }

    /** A head of which half has come is no answer yet, and the half is no reason to wait for ever. */
    @Test
    void headersThatStopInTheMiddleEndARequestByItsIdleTimeout() throws Exception {
        AtomicLong clock = new AtomicLong(1_000_000_000_000L);
        try (ScriptedServer server = ScriptedServer.start(c -> {
                    c.readRequest();
                    c.write("HTTP/1.1 200 OK\r\nContent-Ty");
                    c.awaitClose();
                });
                BackendFixture fixture = patient(server, 20_000_000, 0, clock)) {
            BackendFixture.Seen seen = fixture.send(BackendFixture.turn("hi"));
            seen.sent.get(20, TimeUnit.SECONDS);
            while (!seen.result.isDone()) { // the half may be read before or after any step of the clock
                clock.addAndGet(21_000_000);
                Thread.onSpinWait();
            }
            Served.error(ErrorKind.TIMEOUT_IDLE, seen.await());
        }
    }

    /** An event of 1-byte writes every 15 ms, with an idle timeout of 20 ms: a minute of them is a good answer. */
    @Test
    void aSlowStreamIsNoSilence() throws Exception {
        Dribble dribble = new Dribble(4000);
        try (ScriptedServer server = ScriptedServer.start(dribble);
                BackendFixture fixture = patient(server, 20_000_000, 0, dribble.clock)) {
            CallResult result = dribble.follow(fixture);
            assertEquals(RequestStatus.COMPLETED, result.status());
            assertEquals("x".repeat(4000), result.text());
            assertEquals(4000 * 15_000_000L, result.end() - result.sendStart());
            assertTrue(result.wire().reads() >= 4000);
        }
    }

    /** The same, with at most a second for the whole request. */
    @Test
    void aSlowStreamEndsAtItsTotalTimeoutWithWhatCame() throws Exception {
        Dribble dribble = new Dribble(4000);
        try (ScriptedServer server = ScriptedServer.start(dribble);
                BackendFixture fixture = patient(server, 20_000_000, 1_000_000_000, dribble.clock)) {
            CallResult result = dribble.follow(fixture);
            Served.error(ErrorKind.TIMEOUT_TOTAL, result);
            int events = result.wire().contentEvents();
            assertTrue(events >= 1_000 / 15, () -> "not before its time: " + events);
            assertEquals("x".repeat(events), result.text());
        }
    }

    private static BackendFixture patient(ScriptedServer server, long idleNs, long totalNs, AtomicLong clock) {
        HttpOptions options = new HttpOptions(1, false, null, new HttpTimeouts(0, idleNs, totalNs));
        return new BackendFixture(
                BackendFixture.settings(server.url(), options), NioIoHandler.newFactory(), clock::get);
    }

    /**
     * A stream in which each event is written byte by byte and read before the next: the server moves the clock by 15 ms only when the
     * client has seen what was said so far.
     */
    private static final class Dribble implements ScriptedServer.Script {
        final AtomicLong clock = new AtomicLong(1_000_000_000_000L);
        private final BlockingQueue<Boolean> heard = new LinkedBlockingQueue<>();
        private final int events;

        Dribble(int events) {
            this.events = events;
        }

        CallResult follow(BackendFixture fixture) throws Exception {
            BackendFixture.Seen seen = new BackendFixture.Seen() {
                @Override
                public void firstToken(Object token, long atNs) {
                    heard.add(true);
                }

                @Override
                public void contentGap(Object token, long gapNs) {
                    heard.add(true);
                }

                @Override
                public void ended(Object token, CallResult result) {
                    heard.add(false);
                    super.ended(token, result);
                }
            };
            fixture.send(BackendFixture.turn("hi"), seen);
            return seen.await();
        }

        @Override
        public void serve(ScriptedServer.Conversation c) throws IOException {
            c.readRequest();
            c.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n");
            for (int i = 0; i < events; i++) {
                clock.addAndGet(15_000_000);
                for (byte b : "data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\n".getBytes(UTF_8)) {
                    c.write(new byte[] {b});
                }
                if (!take()) {
                    return; // the client has had enough
                }
            }
            c.write("data: [DONE]\n\n");
        }

        private boolean take() {
            try {
                return heard.take();
            } catch (InterruptedException e) {
                throw new AssertionError("interrupted", e);
            }
        }
    }
}
