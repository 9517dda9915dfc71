package dev.plimsoll.engine.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plimsoll.engine.http.HttpOptions;
import dev.plimsoll.engine.http.HttpTimeouts;
import dev.plimsoll.engine.http.ScriptedServer;
import dev.plimsoll.engine.http.TestCertificates;
import dev.plimsoll.engine.time.NanoClock;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.pkitesting.X509Bundle;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same answers whatever the loop waits for its sockets with. */
class TransportTest {
    private static final ScriptedServer.Script ANSWERING = c -> {
        while (c.readRequest()) {
            c.write(Answers.EVENTS);
            c.write(Answers.delta("x".repeat(200_000)));
            c.write(Answers.STREAM.substring(Answers.EVENTS.length()));
        }
    };

    @ParameterizedTest
    @ValueSource(strings = {"nio", "epoll", "io_uring"})
    void requestsTogetherAndInARowAreAnsweredInPlainText(String transport) throws Exception {
        try (ScriptedServer server = ScriptedServer.start(ANSWERING);
                BackendFixture fixture = new BackendFixture(
                        BackendFixture.settings(server.url(), "chat", true), factory(transport), NanoClock.system())) {
            assertAnswered(fixture);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "epoll", "io_uring"})
    void requestsTogetherAndInARowAreAnsweredOverTls(String transport) throws Exception {
        X509Bundle own = TestCertificates.selfSigned();
        HttpOptions options = new HttpOptions(1, false, own.getCertificatePEM(), new HttpTimeouts(0, 0, 0));
        try (ScriptedServer server = ScriptedServer.start(TestCertificates.socket(own), ANSWERING);
                BackendFixture fixture = new BackendFixture(
                        BackendFixture.settings("https://127.0.0.1:" + server.port(), options),
                        factory(transport),
                        NanoClock.system())) {
            assertAnswered(fixture);
        }
    }

    private static void assertAnswered(BackendFixture fixture) throws Exception {
        for (int round = 0; round < 3; round++) {
            List<BackendFixture.Seen> all = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                all.add(fixture.send(BackendFixture.turn("p".repeat(100_000))));
            }
            for (BackendFixture.Seen seen : all) {
                CallResult result = seen.await();
                assertNull(result.error());
                assertEquals("x".repeat(200_000) + "Hello", result.text());
                assertTrue(result.sendEnd() >= result.sendStart());
            }
        }
    }

    private static IoHandlerFactory factory(String transport) {
        return switch (transport) {
            case "epoll" -> {
                assumeTrue(Epoll.isAvailable());
                yield EpollIoHandler.newFactory();
            }
            case "io_uring" -> {
                assumeTrue(IoUring.isAvailable());
                yield IoUringIoHandler.newFactory();
            }
            default -> NioIoHandler.newFactory();
        };
    }
}
