package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.dataset.Content;
import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.http.HttpOptions;
import dev.plimsoll.engine.http.HttpTimeouts;
import dev.plimsoll.engine.time.NanoClock;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A backend on a real loop, driven from a test's thread. */
final class BackendFixture implements AutoCloseable {
    private final MultiThreadIoEventLoopGroup group;
    final EventLoop loop;
    final HttpBackend backend;

    BackendFixture(BackendSettings settings) {
        this(settings, NioIoHandler.newFactory(), NanoClock.system());
    }

    BackendFixture(BackendSettings settings, IoHandlerFactory transport, NanoClock clock) {
        group = new MultiThreadIoEventLoopGroup(1, transport);
        loop = group.next();
        backend = HttpBackend.create(settings, loop, clock);
    }

    /** One call as the listener saw it. */
    static class Seen implements CallListener {
        final CompletableFuture<CallResult> result = new CompletableFuture<>();
        final CompletableFuture<Long> sent = new CompletableFuture<>();
        final CompletableFuture<Long> firstToken = new CompletableFuture<>();
        final List<Long> gaps = new ArrayList<>();
        Backend.@Nullable Call call;
        Runnable onFirstToken = () -> {};
        Runnable onEnd = () -> {};

        @Override
        public void sent(Object token, long sendStartNs) {
            sent.complete(sendStartNs);
        }

        @Override
        public void firstToken(Object token, long atNs) {
            firstToken.complete(atNs);
            onFirstToken.run();
        }

        @Override
        public void contentGap(Object token, long gapNs) {
            gaps.add(gapNs);
        }

        @Override
        public void ended(Object token, CallResult ended) {
            if (!result.complete(ended)) {
                throw new AssertionError("ended twice");
            }
            onEnd.run();
        }

        CallResult await() throws Exception {
            return result.get(20, TimeUnit.SECONDS);
        }
    }

    /** Sends a turn and returns at once. */
    Seen send(Turn turn) throws Exception {
        Seen seen = new Seen();
        send(turn, seen);
        return seen;
    }

    void send(Turn turn, Seen seen) throws Exception {
        onLoop(() -> {
            seen.call = backend.resolve(backend.prepare(turn, List.of()), "token", seen);
            if (seen.result.isDone()) {
                throw new AssertionError("the end was told from within resolve");
            }
            return seen;
        });
    }

    CallResult sendAndAwait(Turn turn) throws Exception {
        return send(turn).await();
    }

    <T> T onLoop(Callable<T> action) throws Exception {
        return loop.submit(action).get(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws Exception {
        onLoop(() -> {
            backend.shutdown();
            return true;
        });
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).get(20, TimeUnit.SECONDS);
    }

    static Turn turn(String prompt) {
        return Turn.single(Content.ofText(prompt), 7, 16);
    }

    static BackendSettings settings(String url, String endpoint, boolean stream) {
        return settings(url, endpoint, stream, HttpOptions.of(new HttpTimeouts(5_000_000_000L, 0, 0)));
    }

    static BackendSettings settings(String url, HttpOptions options) {
        return settings(url, "chat", true, options);
    }

    private static BackendSettings settings(String url, String endpoint, boolean stream, HttpOptions options) {
        return new BackendSettings(url, endpoint, "m", stream, null, Map.of(), "{}", options, 4096, "none", true);
    }
}
