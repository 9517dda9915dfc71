package dev.plimsoll.engine.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.plimsoll.engine.http.HttpOptions;
import dev.plimsoll.engine.http.HttpTimeouts;
import dev.plimsoll.engine.http.ScriptedServer;
import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.record.RequestTimings;
import io.netty.channel.nio.NioIoHandler;
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
}
