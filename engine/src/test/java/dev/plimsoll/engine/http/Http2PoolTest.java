package dev.plimsoll.engine.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.time.NanoClock;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.pkitesting.X509Bundle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** HTTP/2 against Netty's server: streams, limits, flow control, and every way an answer does not come. */
@Timeout(60)
class Http2PoolTest {
    private static final HttpTimeouts PATIENT = new HttpTimeouts(0, 0, 0);

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoop loop = group.next();
    private final List<Http2Server.Exchange> held = new CopyOnWriteArrayList<>();
    private Http2Pool pool;

    @AfterEach
    void stop() throws Exception {
        if (pool != null) {
            onLoop(() -> {
                pool.close(exchange -> {});
                return 0;
            });
        }
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).get(20, TimeUnit.SECONDS);
    }

    @Test
    void aRequestAndItsAnswerGoOverOneStream() throws Exception {
        try (Http2Server server = Http2Server.start(e -> {
            e.head(103, "link", "x");
            e.head(200, "content-type", "text/plain", "x-request-id", "r-7");
            e.body("one ", false);
            e.body("two", false);
            e.trailers();
        })) {
            open(server.url());
            TestExchange exchange = send("hello");
            assertEquals("one two", exchange.await());
            assertEquals(200, exchange.status);
            assertTrue(exchange.headText.startsWith("HTTP/2 200\n"), exchange.headText);
            assertTrue(exchange.headText.contains("\nx-request-id: r-7\n"), exchange.headText);
            assertEquals(
                    ":method POST|:scheme http|:path /v1/x?y=1|:authority the.host:81|x-team Blue|content-length 5|"
                            + "\nhello",
                    server.requests().getFirst());
            assertTrue(exchange.sendEndNs() >= exchange.sendStartNs());
            assertTrue(exchange.firstByteNs() >= exchange.sendStartNs());
            assertTrue(exchange.connectNs() > 0);
            assertEquals(RequestTimings.ABSENT, exchange.tlsNs());
            assertFalse(exchange.connectionReused());

            TestExchange second = send("longer than the first");
            assertEquals("one two", second.await());
            assertTrue(server.requests().get(1).endsWith("|content-length 21|\nlonger than the first"));
            assertTrue(second.connectionReused());
            assertEquals(RequestTimings.ABSENT, second.connectNs());
            assertEquals(1, server.connections());
        }
    }

    @Test
    void aServersLimitOfStreamsIsObeyedAndFurtherConnectionsAreOpened() throws Exception {
        try (Http2Server server =
                Http2Server.start(Http2Settings.defaultSettings().maxConcurrentStreams(10), held::add)) {
            open(server.url());
            List<TestExchange> all = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                all.add(send("request " + i));
            }
            awaitHeld(25);
            assertTrue(server.mostStreams() <= 10, server.mostStreams() + " streams");
            assertEquals(3, server.connections());
            held.forEach(Http2Server.ECHO::serve);
            for (int i = 0; i < 25; i++) {
                assertEquals("request " + i, all.get(i).await());
            }
            assertEquals(3, onLoop(() -> pool.idleCount()));
        }
    }

    @Test
    void aRequestFromWithinTheEndOfAnotherTakesItsPlace() throws Exception {
        try (Http2Server server =
                Http2Server.start(Http2Settings.defaultSettings().maxConcurrentStreams(1), Http2Server.ECHO)) {
            open(server.url());
            AtomicInteger left = new AtomicInteger(100);
            CompletableFuture<String> done = new CompletableFuture<>();
            onLoop(() -> {
                sendOn(left, done);
                return 0;
            });
            assertEquals("done", done.get(20, TimeUnit.SECONDS));
            assertEquals(1, server.connections());
            assertEquals(100, server.requests().size());
        }
    }

    private void sendOn(AtomicInteger left, CompletableFuture<String> done) {
        TestExchange exchange = new TestExchange();
        exchange.onEnd = () -> {
            if (exchange.error != null || left.decrementAndGet() == 0) {
                done.complete(exchange.error == null ? "done" : exchange.end.join());
            } else {
                sendOn(left, done);
            }
        };
        exchange.send(pool, TestExchange.request("again"));
    }

    @Test
    void bodiesLargerThanEveryWindowComeThroughBothWays() throws Exception {
        String large = "0123456789abcdef".repeat(200_000);
        try (Http2Server server = Http2Server.start(Http2Server.ECHO)) {
            open(server.url());
            TestExchange first = send(large);
            TestExchange second = send(large);
            assertEquals(large, first.await());
            assertEquals(large, second.await());
            assertTrue(first.reads() > 1);
            assertTrue(first.bytesReceived() > large.length());
            assertTrue(first.sendEndNs() > first.sendStartNs());
            assertEquals(1, server.connections());
        }
    }

    @Test
    void overTlsTheVersionIsAgreedByAlpn() throws Exception {
        X509Bundle own = TestCertificates.selfSigned();
        try (Http2Server server = Http2Server.startTls(own, Http2Server.ECHO, "h2", "http/1.1")) {
            open(server.url(), new HttpOptions(2, false, own.getCertificatePEM(), PATIENT), NanoClock.system());
            TestExchange exchange = send("secret");
            assertEquals("secret", exchange.await());
            assertTrue(exchange.tlsNs() > 0);
            assertTrue(server.requests().getFirst().contains("|:scheme https|"));
        }
    }

    @Test
    void aTlsServerWithoutHttp2IsToldAsSuch() throws Exception {
        X509Bundle own = TestCertificates.selfSigned();
        try (Http2Server server = Http2Server.startTls(own, Http2Server.ECHO, "http/1.1")) {
            open(server.url(), new HttpOptions(2, false, own.getCertificatePEM(), PATIENT), NanoClock.system());
            TestExchange exchange = send("x");
            String told = exchange.await();
            assertEquals(ErrorKind.TLS, exchange.error);
            assertTrue(told.contains("the server does not offer HTTP/2 (ALPN)"), told);
        }
    }

    @Test
    void anUntrustedServerIsRefusedOverHttp2Too() throws Exception {
        try (Http2Server server = Http2Server.startTls(TestCertificates.selfSigned(), Http2Server.ECHO, "h2")) {
            open(server.url());
            TestExchange exchange = send("x");
            String told = exchange.await();
            assertEquals(ErrorKind.TLS, exchange.error);
            assertTrue(told.contains("self-signed"), told);
        }
    }

    @Test
    void aServerOfHttp1IsToldAsSuch() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(c -> {
            c.read(20);
            c.write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
            c.awaitClose();
        })) {
            open(server.url());
            TestExchange exchange = send("x");
            String told = exchange.await();
            assertEquals(ErrorKind.PROTOCOL, exchange.error);
            assertTrue(told.contains("the server does not speak HTTP/2 here; leave httpVersion out"), told);
        }
    }

    @Test
    void aRefusedConnectionFailsEveryRequestThatWaited() throws Exception {
        int port;
        try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        open("http://127.0.0.1:" + port);
        for (TestExchange exchange : List.of(send("a"), send("b"))) {
            String told = exchange.await();
            assertEquals(ErrorKind.CONNECT, exchange.error);
            assertTrue(told.endsWith("could not connect to 127.0.0.1:" + port + ": Connection refused"), told);
        }
    }

    @Test
    void aGoodbyeLetsWhatIsInFlightEndAndTheNextRequestGoesElsewhere() throws Exception {
        try (Http2Server server = Http2Server.start(e -> {
            if (e.body().equals("last")) {
                e.goAway(e.stream());
            }
            Http2Server.ECHO.serve(e);
        })) {
            open(server.url());
            TestExchange last = send("last");
            assertEquals("last", last.await());
            TestExchange next = send("next");
            assertEquals("next", next.await());
            assertEquals(0, next.retries());
            assertEquals(2, server.connections());
        }
    }

    @Test
    void whatAGoodbyeLeavesOutIsSentOnceMoreElsewhere() throws Exception {
        try (Http2Server server = Http2Server.start(e -> {
            if (held.size() < 2) {
                held.add(e);
            } else {
                Http2Server.ECHO.serve(e);
            }
        })) {
            open(server.url());
            TestExchange first = send("first");
            TestExchange second = send("second");
            awaitHeld(2);
            held.getFirst().goAway(held.getFirst().stream());
            Http2Server.ECHO.serve(held.getFirst());
            assertEquals("first", first.await());
            assertEquals("second", second.await());
            assertEquals(0, first.retries());
            assertEquals(1, second.retries());
            assertEquals(2, server.connections());
        }
    }

    @Test
    void aRefusedStreamIsSentOnceMoreAndThenGivenUp() throws Exception {
        AtomicInteger refusals = new AtomicInteger(1);
        try (Http2Server server = Http2Server.start(e -> {
            if (refusals.getAndDecrement() > 0) {
                e.reset(Http2Error.REFUSED_STREAM);
            } else {
                Http2Server.ECHO.serve(e);
            }
        })) {
            open(server.url());
            TestExchange exchange = send("x");
            assertEquals("x", exchange.await());
            assertEquals(1, exchange.retries());
            refusals.set(2);
            TestExchange refused = send("y");
            assertEquals(
                    "RESET: the server reset the stream (REFUSED_STREAM) before any byte of the answer",
                    refused.await());
            assertEquals(1, refused.retries());
        }
    }

    @Test
    void aResetStreamIsToldAndTheOthersGoOn() throws Exception {
        try (Http2Server server = Http2Server.start(held::add)) {
            open(server.url());
            TestExchange reset = send("reset");
            TestExchange other = send("other");
            awaitHeld(2);
            held.get(0).head(200);
            held.get(0).body("half", false);
            held.get(0).reset(Http2Error.INTERNAL_ERROR);
            assertEquals(
                    "RESET: the server reset the stream (INTERNAL_ERROR) in the middle of the answer", reset.await());
            Http2Server.ECHO.serve(held.get(1));
            assertEquals("other", other.await());
            assertEquals(0, reset.retries());
        }
    }

    @Test
    void aConnectionThatDiesInMidAnswerIsAReset() throws Exception {
        try (Http2Server server = Http2Server.start(e -> {
            held.add(e);
            e.head(200);
            e.body("half", false);
        })) {
            open(server.url());
            TestExchange exchange = send("x");
            assertEquals("half", exchange.firstBody.get(20, TimeUnit.SECONDS));
            held.getFirst().disconnect();
            assertEquals("RESET: the server closed the connection in the middle of the answer", exchange.await());
        }
    }

    @Test
    void aReusedConnectionThatDiesBeforeAnyByteIsRetriedAndAFreshOneIsNot() throws Exception {
        try (Http2Server server = Http2Server.start(e -> {
            if (e.body().equals("die") && held.isEmpty()) {
                held.add(e);
                e.disconnect();
            } else if (e.body().equals("die always")) {
                e.disconnect();
            } else {
                Http2Server.ECHO.serve(e);
            }
        })) {
            open(server.url());
            assertEquals("first", send("first").await());
            TestExchange retried = send("die");
            assertEquals("die", retried.await());
            assertEquals(1, retried.retries());
            assertEquals(
                    "RESET: the server closed the connection before any byte of the answer",
                    send("die always").await());
        }
    }

    @Test
    void aCancelledRequestResetsItsStreamAndKeepsTheConnection() throws Exception {
        try (Http2Server server = Http2Server.start(e -> {
            if (e.body().equals("slow")) {
                held.add(e);
            } else {
                Http2Server.ECHO.serve(e);
            }
        })) {
            open(server.url());
            TestExchange slow = send("slow");
            awaitHeld(1);
            onLoop(() -> {
                pool.cancel(slow);
                pool.cancel(slow);
                return 0;
            });
            assertEquals("next", send("next").await());
            assertFalse(slow.end.isDone());
            assertEquals(1, server.cancelled());
            assertEquals(1, server.connections());
        }
    }

    @Test
    void aBodyOfAnotherLengthThanAnnouncedIsAProtocolError() throws Exception {
        try (Http2Server server = Http2Server.start(e -> {
            e.head(200, "content-length", "10");
            e.body("short", true);
        })) {
            open(server.url());
            TestExchange exchange = send("x");
            exchange.await();
            assertEquals(ErrorKind.PROTOCOL, exchange.error);
        }
    }

    @Test
    void silenceAndSlownessEndARequestAndASilentConnectionIsLeft() throws Exception {
        AtomicLong clock = new AtomicLong(1_000_000_000_000L);
        try (Http2Server server = Http2Server.start(e -> {
            if (e.body().equals("greeting")) {
                Http2Server.ECHO.serve(e);
            } else {
                held.add(e);
            }
        })) {
            open(server.url(), new HttpOptions(2, false, null, new HttpTimeouts(5_000, 60_000, 100_000)), clock::get);
            // its answer follows the server's settings, so nothing of theirs is read behind the clock's step
            assertEquals("greeting", send("greeting").await());
            TestExchange silent = send("silent");
            awaitHeld(1);
            clock.addAndGet(60_001);
            TestExchange young = send("young");
            awaitHeld(2);
            checkDeadlines(clock);
            assertEquals("TIMEOUT_IDLE: no byte for 0 ms", silent.await());
            assertFalse(young.end.isDone());
            clock.addAndGet(50_000);
            Http2Server.Exchange answering = held.get(1);
            answering.head(200);
            answering.body("a", false);
            young.firstBody.get(20, TimeUnit.SECONDS);
            clock.addAndGet(50_001);
            checkDeadlines(clock);
            assertEquals("TIMEOUT_TOTAL: not finished within 0 ms", young.await());
            send("elsewhere");
            awaitHeld(3);
            assertEquals(2, server.connections());
        }
    }

    @Test
    void aServerThatSaysNothingIsAConnectTimeout() throws Exception {
        AtomicLong clock = new AtomicLong(1_000_000_000_000L);
        try (ScriptedServer server = ScriptedServer.start(ScriptedServer.Conversation::awaitClose)) {
            open(server.url(), new HttpOptions(2, false, null, new HttpTimeouts(5_000_000_000L, 0, 0)), clock::get);
            TestExchange exchange = send("x");
            clock.addAndGet(5_000_000_001L);
            checkDeadlines(clock);
            assertEquals("TIMEOUT_CONNECT: no connection within 5 s", exchange.await());
        }
    }

    @Test
    void connectionsAreOpenedAheadOnlyAsTheirStreamsNeed() throws Exception {
        try (Http2Server server = Http2Server.start(Http2Server.ECHO)) {
            open(server.url());
            onLoop(() -> {
                pool.openAhead(150);
                return 0;
            });
            assertEquals(2, onLoop(() -> pool.size()));
            TestExchange exchange = send("x");
            assertEquals("x", exchange.await());
        }
    }

    @Test
    void closingHandsOverWhatIsInFlightUntold() throws Exception {
        try (Http2Server server =
                Http2Server.start(Http2Settings.defaultSettings().maxConcurrentStreams(1), held::add)) {
            open(server.url());
            TestExchange flying = send("flying");
            awaitHeld(1);
            TestExchange queued = send("queued");
            List<HttpExchange> abandoned = new ArrayList<>();
            onLoop(() -> {
                pool.close(abandoned::add);
                return 0;
            });
            assertEquals(2, abandoned.size());
            assertTrue(abandoned.contains(flying) && abandoned.contains(queued));
            assertFalse(flying.end.isDone() || queued.end.isDone());
            assertEquals(0, onLoop(() -> pool.size()));
        }
    }

    // ---- helpers

    private void open(String url) throws Exception {
        open(url, new HttpOptions(2, false, null, PATIENT), NanoClock.system());
    }

    private void open(String url, HttpOptions options, NanoClock clock) throws Exception {
        pool = onLoop(() -> (Http2Pool) HttpClient.of(HttpOrigin.of(url), options, loop, clock));
    }

    private TestExchange send(String body) throws Exception {
        return onLoop(() -> new TestExchange().send(pool, TestExchange.request(body)));
    }

    private void checkDeadlines(AtomicLong clock) throws Exception {
        onLoop(() -> {
            pool.checkDeadlines(clock.get());
            return 0;
        });
    }

    private void awaitHeld(int count) {
        while (held.size() < count) {
            Thread.onSpinWait(); // the class's time limit ends it
        }
    }

    private <T> T onLoop(Callable<T> action) throws Exception {
        return loop.submit(action).get(20, TimeUnit.SECONDS);
    }
}
