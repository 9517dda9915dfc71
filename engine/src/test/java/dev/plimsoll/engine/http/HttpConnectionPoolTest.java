package dev.plimsoll.engine.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.time.NanoClock;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever connections do, every exchange comes to an end. */
@Timeout(60)
class HttpConnectionPoolTest {
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nKeep-Alive: timeout=5\r\nContent-Length: 2\r\n\r\nok";

    /** Promises to keep the connection and closes it, as llama-server does after a stream. */
    private static final ScriptedServer.Script BREAKING_ITS_PROMISE = c -> {
        c.readRequest();
        c.write(ANSWER);
    };

    private static final ScriptedServer.Script CLOSING = c -> {
        c.readRequest();
        c.write(ANSWER.replace("Keep-Alive: timeout=5", "Connection: close"));
    };

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoop loop = group.next();

    @AfterEach
    void stop() throws Exception {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).get(20, TimeUnit.SECONDS);
    }

    @Test
    void aRequestThatComesWhileARetryConnectsGetsAConnectionOfItsOwn() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(CLOSING)) {
            Exchange retried = new Exchange();
            Exchange next = new Exchange();
            HttpConnectionPool pool = onLoop(server, opened -> {
                retried.begin(request(), System.nanoTime());
                opened.retry(retried);
                opened.send(next, request());
            });
            assertEquals("ok", retried.await());
            assertEquals("ok", next.await());
            close(pool);
        }
    }

    @Test
    void aRetryThatIsCancelledLeavesItsConnectionToTheOthers() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(CLOSING)) {
            Exchange retried = new Exchange();
            Exchange next = new Exchange();
            HttpConnectionPool pool = onLoop(server, opened -> {
                retried.begin(request(), System.nanoTime());
                opened.retry(retried);
                opened.cancel(retried);
                opened.send(next, request());
                assertEquals(1, opened.size());
            });
            assertEquals("ok", next.await());
            close(pool);
        }
    }

    @Test
    void everyRequestOfFourStreamsEndsWhereTheServerClosesBehindEveryAnswer() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(BREAKING_ITS_PROMISE)) {
            AtomicInteger left = new AtomicInteger(400);
            List<CompletableFuture<String>> streams = new ArrayList<>();
            HttpConnectionPool pool = onLoop(server, opened -> {
                opened.openAhead(4);
                for (int i = 0; i < 4; i++) {
                    CompletableFuture<String> end = new CompletableFuture<>();
                    streams.add(end);
                    sendOn(opened, left, end);
                }
            });
            for (CompletableFuture<String> stream : streams) {
                assertEquals("done", stream.get(20, TimeUnit.SECONDS));
            }
            close(pool);
        }
    }

    private void sendOn(HttpConnectionPool pool, AtomicInteger left, CompletableFuture<String> end) {
        if (left.getAndDecrement() <= 0) {
            end.complete("done");
            return;
        }
        Exchange exchange = new Exchange();
        exchange.end.whenComplete((answer, failure) -> sendOn(pool, left, end));
        pool.send(exchange, request());
    }

    private interface OnPool {
        void use(HttpConnectionPool pool);
    }

    private HttpConnectionPool onLoop(ScriptedServer server, OnPool action) throws Exception {
        return loop.submit(() -> {
                    HttpConnectionPool pool = new HttpConnectionPool(
                            HttpOrigin.of(server.url()),
                            HttpOptions.of(new HttpTimeouts(5_000_000_000L, 5_000_000_000L, 0)),
                            loop,
                            NanoClock.system());
                    action.use(pool);
                    return pool;
                })
                .get(20, TimeUnit.SECONDS);
    }

    private void close(HttpConnectionPool pool) throws Exception {
        loop.submit(() -> pool.close(exchange -> {})).get(20, TimeUnit.SECONDS);
    }

    private static ByteBuf request() {
        return Unpooled.copiedBuffer(
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi", StandardCharsets.US_ASCII);
    }

    private static final class Exchange extends HttpExchange {
        final CompletableFuture<String> end = new CompletableFuture<>();
        private final StringBuilder body = new StringBuilder();

        String await() throws Exception {
            return end.get(20, TimeUnit.SECONDS);
        }

        @Override
        protected void sent(long startNs) {}

        @Override
        public void head(HttpHead head, long readNs) {}

        @Override
        public void body(byte[] source, int from, int to, long readNs) {
            body.append(new String(source, from, to - from, StandardCharsets.UTF_8));
        }

        @Override
        protected void ended(long atNs) {
            end.complete(body.toString());
        }

        @Override
        protected void failed(ErrorKind kind, String message, long atNs) {
            end.complete(kind + ": " + message);
        }
    }
}
