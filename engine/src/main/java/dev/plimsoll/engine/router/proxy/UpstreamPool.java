package dev.plimsoll.engine.router.proxy;

import dev.plimsoll.engine.http.ServerTrust;
import dev.plimsoll.engine.problem.PlimsollException;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one event loop to one model's server. A connection that is free is used again, the latest first; one that turns out
 * to be dead before any byte of the answer is replaced once, with the same request.
 *
 * <p>Threading: confined to its loop; it may be made anywhere.
 */
final class UpstreamPool {
    private static final int LARGEST_HEAD = 256 << 10;
    private static final int LARGEST_LINE = 16 << 10;
    /** Of one read, so that a chunk that came in one piece goes out in one. */
    private static final int PIECE_BYTES = 64 << 10;

    private final EventLoop loop;
    private final UpstreamOrigin origin;
    private final UpstreamTimeouts timeouts;
    private final ByteBufAllocator allocator;
    private final @Nullable SslContext tls;
    private final ArrayDeque<UpstreamConnection> idle = new ArrayDeque<>();
    private final Set<UpstreamConnection> all = new HashSet<>();

    UpstreamPool(EventLoop loop, UpstreamOrigin origin, UpstreamTimeouts timeouts, ByteBufAllocator allocator) {
        this.allocator = allocator;
        this.loop = loop;
        this.origin = origin;
        this.timeouts = timeouts;
        this.tls = origin.tls() ? tlsContext() : null;
    }

    private static SslContext tlsContext() {
        try {
            return SslContextBuilder.forClient()
                    .sslProvider(SslProvider.JDK)
                    .trustManager(ServerTrust.of(null))
                    .endpointIdentificationAlgorithm("HTTPS")
                    .build();
        } catch (SSLException e) {
            throw PlimsollException.failed("TLS could not be set up: " + e.getMessage(), e);
        }
    }

    UpstreamTimeouts timeouts() {
        return timeouts;
    }

    UpstreamOrigin origin() {
        return origin;
    }

    /** Sends a call, on a free connection or on a new one. */
    void send(UpstreamCall call) {
        assert loop.inEventLoop();
        UpstreamConnection free = idle.pollLast();
        while (free != null && !free.isOpen()) {
            free.close();
            free = idle.pollLast();
        }
        if (free == null) {
            connect(call);
        } else {
            free.send(call);
        }
    }

    /** The same request once more, on a new connection. */
    void repeat(UpstreamCall call) {
        connect(call);
    }

    void failed(UpstreamCall call, UpstreamCall.Failure failure, String why) {
        call.over = true;
        call.releaseBody();
        call.answer.failed(failure, why);
    }

    // ---- connecting

    private void connect(UpstreamCall call) {
        if (origin.isLocal()) {
            connect(call, resolve());
        } else {
            Thread.ofVirtual().start(() -> {
                Resolved resolved = resolve();
                loop.execute(() -> connect(call, resolved));
            });
        }
    }

    private record Resolved(List<InetAddress> addresses) {}

    private Resolved resolve() {
        try {
            return new Resolved(List.of(origin.addresses()));
        } catch (UnknownHostException e) {
            return new Resolved(List.of());
        }
    }

    private void connect(UpstreamCall call, Resolved resolved) {
        if (resolved.addresses().isEmpty()) {
            unreachable(call, "the host name is not known");
        } else {
            connect(call, new ArrayList<>(resolved.addresses()));
        }
    }

    private void connect(UpstreamCall call, List<InetAddress> addresses) {
        if (call.over) {
            return;
        }
        InetAddress address = addresses.removeFirst();
        UpstreamConnection connection = new UpstreamConnection(this, call);
        all.add(connection);
        bootstrap()
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        install(channel, connection);
                    }
                })
                .connect(new InetSocketAddress(address, origin.port()))
                .addListener((ChannelFutureListener) done -> {
                    if (done.isSuccess()) {
                        if (tls == null) {
                            ready(connection);
                        }
                    } else {
                        connection.close();
                        if (addresses.isEmpty()) {
                            unreachable(call, reason(done.cause()));
                        } else {
                            connect(call, addresses);
                        }
                    }
                });
    }

    private Bootstrap bootstrap() {
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .channelFactory(Sockets.clients(loop))
                .option(ChannelOption.ALLOCATOR, allocator)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WriteBufferWaterMark.DEFAULT)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        Math.min(Integer.MAX_VALUE, timeouts.connect().toMillis()));
        int keepAlive = (int) Math.min(Short.MAX_VALUE, timeouts.keepAlive().toSeconds());
        if (keepAlive > 0) {
            bootstrap.option(ChannelOption.SO_KEEPALIVE, true);
            if (Sockets.isEpoll(loop)) {
                bootstrap
                        .option(EpollChannelOption.TCP_KEEPIDLE, keepAlive)
                        .option(EpollChannelOption.TCP_KEEPINTVL, keepAlive);
            }
        }
        return bootstrap;
    }

    private void install(Channel channel, UpstreamConnection connection) {
        if (tls != null) {
            SslHandler handshake = tls.newHandler(channel.alloc(), origin.host(), origin.port());
            handshake.setHandshakeTimeoutMillis(timeouts.tlsHandshake().toMillis());
            channel.pipeline().addLast(handshake);
        }
        channel.pipeline()
                .addLast(new HttpClientCodec(
                        new HttpDecoderConfig()
                                .setMaxInitialLineLength(LARGEST_LINE)
                                .setMaxHeaderSize(LARGEST_HEAD)
                                .setMaxChunkSize(PIECE_BYTES),
                        HttpClientCodec.DEFAULT_PARSE_HTTP_AFTER_CONNECT_REQUEST,
                        HttpClientCodec.DEFAULT_FAIL_ON_MISSING_RESPONSE))
                .addLast(connection);
    }

    /** A connection's handshake has ended. */
    void secured(UpstreamConnection connection, @Nullable Throwable cause) {
        UpstreamCall first = connection.takeFirst();
        if (cause == null) {
            start(connection, first);
        } else {
            connection.close();
            if (first != null) {
                unreachable(first, "no secure connection: " + tlsReason(cause));
            }
        }
    }

    private void ready(UpstreamConnection connection) {
        start(connection, connection.takeFirst());
    }

    private void start(UpstreamConnection connection, @Nullable UpstreamCall first) {
        if (first == null || first.over) {
            release(connection);
        } else {
            connection.send(first);
        }
    }

    private void unreachable(UpstreamCall call, String why) {
        if (!call.over) {
            failed(
                    call,
                    UpstreamCall.Failure.UNREACHABLE,
                    "Its server at " + origin + " cannot be reached: " + why + ".");
        }
    }

    private static String reason(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (message.contains("refused")) {
            return "connection refused";
        }
        return message.contains("timed out") || message.contains("timeout") ? "connection timed out" : message;
    }

    private static String tlsReason(Throwable cause) {
        Throwable deepest = cause;
        while (deepest.getCause() != null && deepest.getCause() != deepest) {
            deepest = deepest.getCause();
        }
        return String.valueOf(deepest.getMessage()).lines().findFirst().orElse("");
    }

    // ---- keeping

    /** A connection is free. */
    void release(UpstreamConnection connection) {
        if (connection.isOpen()) {
            idle.addLast(connection);
            connection.idle();
        }
    }

    /** A connection is gone. */
    void closed(UpstreamConnection connection) {
        all.remove(connection);
        idle.remove(connection);
    }

    /** How many connections are open. */
    int size() {
        assert loop.inEventLoop();
        return all.size();
    }

    /** Ends what is free: its model stops. */
    void closeIdle() {
        assert loop.inEventLoop();
        List.copyOf(idle).forEach(UpstreamConnection::close);
    }
}
