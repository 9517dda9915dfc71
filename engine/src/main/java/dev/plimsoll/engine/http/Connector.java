package dev.plimsoll.engine.http;

import dev.plimsoll.engine.problem.PlimsollException;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoEventLoop;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Opens channels to one origin: transport by the kind of loop, addresses tried in order, TLS by the JDK's engine with the
 * certificate and the host name verified unless told otherwise. Proxies named in the environment are not used.
 */
final class Connector {
    /** What the native transport puts before the system's own words: {@code finishConnect(..) failed with error(-111): }. */
    private static final Pattern SYSTEM_CALL = Pattern.compile("\\w+\\(\\.\\.\\) failed(?: with error\\(-?\\d+\\))?: ");

    private final HttpOrigin origin;
    private final EventLoop loop;
    private final Bootstrap bootstrap;
    private final @Nullable SslContext tls;
    private final @Nullable SharedReceiveBuffer receiveBuffer;
    private final InetAddress[] addresses;
    private final @Nullable UnknownHostException unknown;
    /** The address that worked last. */
    private int preferred;

    Connector(HttpOrigin origin, boolean insecure, EventLoop loop) {
        this.origin = origin;
        this.loop = loop;
        this.tls = origin.tls() ? tlsContext(insecure) : null;
        this.receiveBuffer = tls == null ? new SharedReceiveBuffer() : null;
        InetAddress[] found = {};
        UnknownHostException notFound = null;
        try {
            found = InetAddress.getAllByName(origin.host());
        } catch (UnknownHostException e) {
            notFound = e;
        }
        this.addresses = found;
        this.unknown = notFound;
        this.bootstrap = new Bootstrap()
                .group(loop)
                .channelFactory(channels(loop))
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0) // the pool's own tick watches
                .option(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        receiveBuffer != null
                                ? receiveBuffer
                                : new FixedRecvByteBufAllocator(SharedReceiveBuffer.BYTES)
                                        .maxMessagesPerRead(SharedReceiveBuffer.READS_PER_TURN));
    }

    /** Frees what connections shared; every one of them is closed. */
    void close() {
        if (receiveBuffer != null) {
            receiveBuffer.close();
        }
    }

    boolean isTls() {
        return tls != null;
    }

    /** Connects; {@code failed} is told, later on the loop, when no address answers. Success shows at the handler itself. */
    void connect(HttpConnection handler, Consumer<Throwable> failed) {
        if (unknown != null) {
            loop.execute(() -> failed.accept(unknown));
            return;
        }
        connect(handler, failed, 0);
    }

    private void connect(HttpConnection handler, Consumer<Throwable> failed, int attempt) {
        int index = (preferred + attempt) % addresses.length;
        bootstrap
                .clone()
                .handler(new Pipeline(handler))
                .connect(new InetSocketAddress(addresses[index], origin.port()))
                .addListener((ChannelFutureListener) done -> {
                    if (done.isSuccess()) {
                        preferred = index;
                    } else if (handler.state != HttpConnection.State.CONNECTING) {
                        return; // given up meanwhile
                    } else if (attempt + 1 < addresses.length) {
                        connect(handler, failed, attempt + 1);
                    } else {
                        failed.accept(done.cause());
                    }
                });
    }

    String connectMessage(Throwable cause) {
        String why = cause instanceof UnknownHostException
                ? "host name not found"
                : cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        Matcher call = SYSTEM_CALL.matcher(why);
        String reason = call.lookingAt() ? why.substring(call.end()) : why;
        int address = reason.indexOf(": /");
        return "could not connect to " + origin + ": " + (address > 0 ? reason.substring(0, address) : reason);
    }

    String tlsMessage(Throwable cause) {
        Throwable deepest = cause;
        while (deepest.getCause() != null && deepest.getCause() != deepest) {
            deepest = deepest.getCause();
        }
        String why = deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
        return "no secure connection to " + origin + ": "
                + why.lines().findFirst().orElse("");
    }

    private static ChannelFactory<? extends SocketChannel> channels(EventLoop loop) {
        return loop instanceof IoEventLoop io && io.isCompatible(EpollIoHandle.class)
                ? EpollSocketChannel::new
                : NioSocketChannel::new;
    }

    private static SslContext tlsContext(boolean insecure) {
        SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
        if (insecure) {
            builder.trustManager(InsecureTrustManagerFactory.INSTANCE).endpointIdentificationAlgorithm(null);
        } else {
            builder.endpointIdentificationAlgorithm("HTTPS");
        }
        try {
            return builder.build();
        } catch (SSLException e) {
            throw PlimsollException.failed("TLS could not be set up: " + e.getMessage(), e);
        }
    }

    private final class Pipeline extends ChannelInitializer<Channel> {
        private final HttpConnection handler;

        Pipeline(HttpConnection handler) {
            this.handler = handler;
        }

        @Override
        protected void initChannel(Channel channel) {
            if (tls != null) {
                SslHandler handshake = tls.newHandler(channel.alloc(), origin.host(), origin.port());
                handshake.setHandshakeTimeoutMillis(0); // the pool's own tick watches
                channel.pipeline().addLast(handshake);
            }
            channel.pipeline().addLast(handler);
        }
    }
}
