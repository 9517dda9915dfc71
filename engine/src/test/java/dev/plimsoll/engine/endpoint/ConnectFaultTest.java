package dev.plimsoll.engine.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.record.RequestError;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.time.NanoClock;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

/** No connection, against real loopback sockets: told as what it is, and nothing counts as sent. */
class ConnectFaultTest {
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
            RequestError error = Served.error(ErrorKind.CONNECT, result);
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
                    Served.error(ErrorKind.CONNECT, fixture.sendAndAwait(BackendFixture.turn("hi")))
                            .sample());
        }
    }
}
