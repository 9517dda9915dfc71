package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.dataset.Tokenizer;
import dev.plimsoll.engine.dataset.Tokenizers;
import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.http.GrowingBytes;
import dev.plimsoll.engine.http.HttpClient;
import dev.plimsoll.engine.http.HttpOrigin;
import dev.plimsoll.engine.record.RequestError;
import dev.plimsoll.engine.time.NanoClock;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Talks HTTP to an OpenAI-compatible server for one event loop.
 *
 * <p>Everything is confined to that loop: create it on any thread, then call it only there.
 */
public final class HttpBackend implements Backend {
    private final BackendSettings settings;
    private final EndpointKind kind;
    private final Supplier<AnswerReader> readers;
    private final HttpClient client;
    private final EventLoop loop;
    private final NanoClock clock;
    private final RequestBytes requests;
    private final Redactor redactor;
    private final @Nullable Tokenizer tokenizer;
    private final GrowingBytes encoded = new GrowingBytes();
    private final List<HttpCall> free = new ArrayList<>();
    private boolean shutDown;

    private HttpBackend(BackendSettings settings, EventLoop loop, NanoClock clock) {
        this.settings = settings;
        this.kind = EndpointKinds.of(settings.endpoint());
        this.readers = kind.answers().readers(settings.responseField());
        this.loop = loop;
        this.clock = clock;
        this.tokenizer = settings.tokenizer().equals("none") ? null : Tokenizers.of(settings.tokenizer());
        this.requests = new RequestBytes(settings);
        this.redactor = Redactor.of(settings.apiKey(), settings.headers());
        this.client = HttpClient.of(HttpOrigin.of(settings.url()), settings.http(), loop, clock);
    }

    /**
     * A backend without connections. Resolves the host's name and reads the tokenizer's vocabulary, so create it before anything is
     * timed.
     *
     * @param loop the loop it lives on, with epoll, io_uring or NIO channels
     * @throws dev.plimsoll.engine.problem.PlimsollException where the settings are unusable
     */
    public static HttpBackend create(BackendSettings settings, EventLoop loop, NanoClock clock) {
        return new HttpBackend(settings, loop, clock);
    }

    @Override
    public Map<String, Object> info() {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("url", settings.url());
        info.put("endpoint", kind.name());
        info.put("path", kind.path(settings.options(), settings.stream()));
        info.put("model", settings.model());
        info.put("stream", settings.stream());
        info.put("httpVersion", settings.http().version());
        info.put("insecure", settings.http().insecure());
        info.put("headers", settings.headers().keySet().stream().sorted().toList());
        return info;
    }

    @Override
    public Prepared prepare(Turn turn, List<Exchange> history) {
        assert loop.inEventLoop();
        encoded.clear();
        requests.append(turn, history, encoded);
        HttpCall call = free.isEmpty() ? new HttpCall(this, tokenizer != null) : free.removeLast();
        // the dataset counts a turn alone: sent with a history it is longer, and nobody knows by how much
        call.prepare(encoded, history.isEmpty() ? turn.promptTokens() : -1, turn.outputTokens());
        return call;
    }

    @Override
    public Call resolve(Prepared prepared, Object token, CallListener listener) {
        assert loop.inEventLoop();
        return ((HttpCall) prepared).start(token, listener);
    }

    @Override
    public void openAhead(int count) {
        client.openAhead(count);
    }

    @Override
    public void shutdown() {
        assert loop.inEventLoop();
        shutDown = true;
        long nowNs = clock.nanoTime();
        client.close(exchange -> ((HttpCall) exchange).cancelled("shutdown", nowNs));
        free.forEach(HttpCall::freeBytes);
        free.clear();
    }

    // ---- for its calls

    HttpClient client() {
        return client;
    }

    long nowNs() {
        return clock.nanoTime();
    }

    AnswerParser parser(TokenTimes.Listener listener, boolean countTokens) {
        return new AnswerParser(
                kind.answers(), readers.get(), listener, settings.maxEventTimes(), settings.keepText(), countTokens);
    }

    boolean keepsText() {
        return settings.keepText();
    }

    /** Tokens of everything the answer said (work of about 0.1 us a token, on the loop), or -1 where there is no tokenizer or nothing was said. */
    int countTokens(AnswerParser parser) {
        if (tokenizer == null) {
            return -1;
        }
        String output = parser.outputText();
        String other = parser.otherText();
        if (output.isEmpty() && other.isEmpty()) {
            return -1;
        }
        return (output.isEmpty() ? 0 : tokenizer.count(output)) + (other.isEmpty() ? 0 : tokenizer.count(other));
    }

    @Nullable
    RequestError redacted(@Nullable RequestError error) {
        return error == null
                ? null
                : new RequestError(
                        error.kind(), error.httpStatus(), redactor.redact(error.sample()), error.retryAfterSeconds());
    }

    void recycle(HttpCall call) {
        if (shutDown) {
            call.freeBytes();
        } else {
            free.add(call);
        }
    }
}
