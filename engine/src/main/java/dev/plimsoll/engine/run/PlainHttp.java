package dev.plimsoll.engine.run;

import dev.plimsoll.engine.endpoint.EndpointKind;
import dev.plimsoll.engine.endpoint.EndpointKinds;
import dev.plimsoll.engine.file.BuildInfo;
import dev.plimsoll.engine.http.GrowingBytes;
import dev.plimsoll.engine.http.HttpClient;
import dev.plimsoll.engine.http.HttpExchange;
import dev.plimsoll.engine.http.HttpHead;
import dev.plimsoll.engine.http.HttpOptions;
import dev.plimsoll.engine.http.HttpOrigin;
import dev.plimsoll.engine.http.HttpTimeouts;
import dev.plimsoll.engine.plan.TargetPlan;
import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.time.NanoClock;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/**
 * One request and its whole answer, by the client that measures too, so that TLS and the version of HTTP are those of the run. For
 * checks before a run and for "send one request"; blocks.
 */
final class PlainHttp {
    private static final long CONNECT_NS = 5_000_000_000L;

    private PlainHttp() {}

    /**
     * What came.
     *
     * @param status HTTP status
     * @param reason its words, may be empty
     * @param headers as received
     * @param body as received, at most as many bytes as were wanted
     * @param headersNs until the answer's headers
     * @param totalNs until its end
     */
    record Answer(int status, String reason, Map<String, String> headers, byte[] body, long headersNs, long totalNs) {}

    /** The headers of a request: ours, the key, and the target's own, which replace ours. */
    static Map<String, String> headers(TargetPlan target, URI base, Secrets secrets) {
        EndpointKind kind = EndpointKinds.of(target.endpoint());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("User-Agent", "plimsoll/" + BuildInfo.version());
        headers.put("Accept-Encoding", "identity");
        headers.putAll(kind.headers());
        if (secrets.apiKey() != null) {
            headers.putAll(kind.authorization(secrets.apiKey(), String.valueOf(base.getHost())));
        }
        secrets.headers().forEach((name, value) -> {
            headers.keySet().removeIf(name::equalsIgnoreCase);
            headers.put(name, value);
        });
        return headers;
    }

    /**
     * Sends it and waits. No proxy is used, no redirect followed.
     *
     * @param method {@code GET} or {@code POST}
     * @param path below the target's base URL
     * @param body empty for none
     * @param idleNs longest silence
     * @param mostBytes how much of the body is kept
     * @throws IOException of a kind that says why no answer came
     */
    static Answer exchange(
            TargetPlan target,
            URI base,
            Secrets secrets,
            String method,
            String path,
            Map<String, String> headers,
            byte[] body,
            long idleNs,
            int mostBytes,
            NanoClock clock)
            throws IOException {
        HttpOptions asPlanned = Settings.http(target, secrets);
        long connectNs = asPlanned.timeouts().connectNs();
        HttpOptions options = new HttpOptions(
                asPlanned.version(),
                asPlanned.insecure(),
                asPlanned.caCertificates(),
                new HttpTimeouts(connectNs > 0 ? connectNs : CONNECT_NS, idleNs, 0));
        HttpOrigin origin = HttpOrigin.of(base.toString());
        byte[] head = head(origin, method, path, headers, body.length);
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("plimsoll-plain-http", true), NioIoHandler.newFactory());
        try {
            EventLoop loop = group.next();
            Exchange exchange = new Exchange(mostBytes);
            loop.execute(() -> {
                try {
                    HttpClient client = HttpClient.of(origin, options, loop, clock);
                    ByteBuf request = Unpooled.wrappedBuffer(head, body);
                    exchange.answer.whenComplete((_, _) -> loop.execute(() -> client.close(_ -> {})));
                    client.send(exchange, request);
                } catch (RuntimeException e) {
                    exchange.answer.completeExceptionally(e);
                }
            });
            return exchange.answer.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException failed -> throw failed;
                case RuntimeException failed -> throw failed;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            group.shutdownGracefully(0, 2, TimeUnit.SECONDS);
        }
    }

    private static byte[] head(
            HttpOrigin origin, String method, String path, Map<String, String> headers, int bodyBytes) {
        String whole = origin.pathPrefix() + path;
        StringBuilder head = new StringBuilder(method + " " + (whole.isEmpty() ? "/" : whole) + " HTTP/1.1\r\n");
        if (headers.keySet().stream().noneMatch("Host"::equalsIgnoreCase)) {
            head.append("Host: ").append(origin.hostHeader()).append("\r\n");
        }
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (bodyBytes > 0) {
            head.append("Content-Length: ").append(bodyBytes).append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static final class Exchange extends HttpExchange {
        private final CompletableFuture<Answer> answer = new CompletableFuture<>();
        private final GrowingBytes body = new GrowingBytes();
        private final int mostBytes;
        private int status;
        private long headersNs;
        private List<String> head = List.of();

        Exchange(int mostBytes) {
            this.mostBytes = mostBytes;
        }

        @Override
        protected void sent(long startNs) {
            // the times are read at the end
        }

        @Override
        public void head(HttpHead given, long readNs) {
            status = given.status();
            headersNs = readNs;
            head = given.text().lines().toList();
        }

        @Override
        public void body(byte[] bytes, int from, int to, long readNs) {
            body.append(bytes, from, Math.min(to, from + mostBytes - body.length()));
        }

        @Override
        protected void ended(long atNs) {
            String[] statusLine = head.getFirst().split(" ", 3);
            Map<String, String> headers = new LinkedHashMap<>();
            for (String line : head.subList(1, head.size())) {
                int colon = line.indexOf(':');
                if (colon > 0) {
                    headers.merge(
                            line.substring(0, colon).strip(),
                            line.substring(colon + 1).strip(),
                            (one, other) -> one + ", " + other);
                }
            }
            answer.complete(new Answer(
                    status,
                    statusLine.length == 3 ? statusLine[2].strip() : "",
                    headers,
                    Arrays.copyOf(body.array(), body.length()),
                    headersNs - sendStartNs(),
                    atNs - sendStartNs()));
        }

        @Override
        protected void failed(ErrorKind kind, String message, long atNs) {
            int reason = message.indexOf(": ");
            String why = reason < 0 ? message : message.substring(reason + 2);
            answer.completeExceptionally(
                    switch (kind) {
                        case CONNECT ->
                            why.startsWith("host name not found")
                                    ? new UnknownHostException(why)
                                    : new ConnectException(why);
                        case TLS -> new SSLException(why);
                        case TIMEOUT_CONNECT, TIMEOUT_IDLE, TIMEOUT_TOTAL -> new SocketTimeoutException(message);
                        default -> new IOException(message);
                    });
        }
    }
}
