package dev.plimsoll.engine.run;

import dev.plimsoll.engine.dataset.Content;
import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.endpoint.Backend;
import dev.plimsoll.engine.endpoint.BackendSettings;
import dev.plimsoll.engine.endpoint.CallListener;
import dev.plimsoll.engine.endpoint.CallResult;
import dev.plimsoll.engine.endpoint.HttpBackend;
import dev.plimsoll.engine.plan.TargetPlan;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.record.RequestError;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.record.TokenSource;
import dev.plimsoll.engine.time.NanoClock;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sends one request the way a worker does, with the same reader of answers, so that its times mean the same. */
final class OneRequest {
    /** Stream events whose time is kept. */
    static final int MOST_EVENTS = 4096;

    private static final double NS_PER_MS = 1e6;
    private static final double US_PER_MS = 1e3;

    private OneRequest() {}

    /**
     * Sends what is said and waits for the whole answer.
     *
     * @throws PlimsollException where the thread was interrupted
     */
    static OneAnswer send(
            TargetPlan target,
            URI base,
            String model,
            Secrets secrets,
            Content content,
            int maxTokens,
            NanoClock clock) {
        BackendSettings settings = Settings.of(target, base, model, secrets, MOST_EVENTS, "none", true);
        Turn turn = Turn.single(content, -1, maxTokens);
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("plimsoll-one-request", true), NioIoHandler.newFactory());
        try {
            CompletableFuture<OneAnswer> answer = new CompletableFuture<>();
            EventLoop loop = group.next();
            loop.execute(() -> start(target, settings, secrets, turn, loop, clock, answer));
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw PlimsollException.failed("The request was cancelled.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PlimsollException told) {
                throw told;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            group.shutdownGracefully(0, 2, TimeUnit.SECONDS);
        }
    }

    private static void start(
            TargetPlan target,
            BackendSettings settings,
            Secrets secrets,
            Turn turn,
            EventLoop loop,
            NanoClock clock,
            CompletableFuture<OneAnswer> answer) {
        try {
            HttpBackend backend = HttpBackend.create(settings, loop, clock);
            String curl = RequestText.of(target, settings, turn, secrets).curl();
            Backend.Prepared prepared = backend.prepare(turn, List.of());
            backend.resolve(prepared, answer, new Listener(result -> {
                answer.complete(of(result, settings, secrets, curl));
                loop.execute(backend::shutdown);
            }));
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    private static OneAnswer of(CallResult result, BackendSettings settings, Secrets secrets, String curl) {
        long sentNs = result.sendStart();
        int[] deltas = result.contentDeltasUs();
        double[] eventMs = new double[deltas.length];
        long us = 0;
        for (int i = 0; i < deltas.length; i++) {
            us += deltas[i];
            eventMs[i] = us / US_PER_MS;
        }
        long connectNs = result.connectNs();
        if (RequestTimings.has(connectNs) && RequestTimings.has(result.tlsNs())) {
            connectNs += result.tlsNs();
        }
        return new OneAnswer(
                settings.model(),
                result.wire().httpStatus(),
                error(result),
                RequestTimings.has(connectNs) ? (Double) (connectNs / NS_PER_MS) : null,
                settings.stream() ? ms(sentNs, result.firstToken()) : null,
                ms(sentNs, result.end()),
                result.tokens().prompt(),
                result.tokens().output(),
                result.tokens().outputSource() == TokenSource.USAGE,
                eventMs,
                result.text() == null ? "" : secrets.redact(result.text()),
                curl);
    }

    private static @Nullable Double ms(long fromNs, long toNs) {
        long between = RequestTimings.between(fromNs, toNs);
        return RequestTimings.has(between) ? (Double) (between / NS_PER_MS) : null;
    }

    private static @Nullable String error(CallResult result) {
        RequestError error = result.error();
        if (error == null) {
            return null;
        }
        String sample = error.sample().strip();
        return switch (error.kind()) {
            case HTTP ->
                "The server answered " + error.httpStatus() + (sample.isEmpty() ? "." : ": " + sample + ending(sample));
            case CONNECT, TIMEOUT_CONNECT -> "No connection could be opened: " + sample + ending(sample);
            case TLS -> "TLS failed: " + sample + ending(sample);
            case TIMEOUT_IDLE -> "The server was silent for longer than the idle timeout.";
            case TIMEOUT_TOTAL -> "The answer took longer than the total timeout.";
            case RESET -> "The server closed the connection before the answer was whole.";
            case PROTOCOL -> "What came back is not HTTP/1.1: " + sample + ending(sample);
            case STREAM_ERROR -> "The stream told an error: " + sample + ending(sample);
            case NO_CONTENT -> capital(sample) + ending(sample);
            case PARSE -> "The answer is not what this endpoint promises: " + sample + ending(sample);
            case WORKER_LOST -> sample;
        };
    }

    private static String capital(String sentence) {
        return sentence.isEmpty() ? sentence : Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }

    private static String ending(String sentence) {
        return sentence.endsWith(".") ? "" : ".";
    }

    /** Waits for the end; the times of tokens are in the result. */
    private record Listener(java.util.function.Consumer<CallResult> onEnd) implements CallListener {
        @Override
        public void sent(Object token, long sendStartNs) {
            // the result says it
        }

        @Override
        public void firstToken(Object token, long atNs) {
            // the result says it
        }

        @Override
        public void contentGap(Object token, long gapNs) {
            // the result says it
        }

        @Override
        public void ended(Object token, CallResult result) {
            onEnd.accept(result);
        }
    }
}
