package dev.plimsoll.engine.http;

import dev.plimsoll.engine.problem.PlimsollException;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.function.BooleanSupplier;
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

    Connector(HttpOrigin origin, HttpOptions options, EventLoop loop) {
        this.origin = origin;
        this.loop = loop;
        this.tls = origin.tls() ? tlsContext(options) : null;
        Transport transport = Transport.of(loop);
        // Only where each read's bytes are done with before the next: not under TLS or HTTP/2, nor where reads are
        // begun ahead.
        this.receiveBuffer =
                tls == null && options.version() == 1 && transport.readsWhenReady() ? new SharedReceiveBuffer() : null;
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
                .channelFactory(transport.channels())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0) // the pool's own tick watches
                .option(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        receiveBuffer != null
                                ? receiveBuffer
                                : new FixedRecvByteBufAllocator(transport.receiveBytes())
                                        .maxMessagesPerRead(SharedReceiveBuffer.READS_PER_TURN));
        transport.quickAck(bootstrap);
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

    /**
     * Connects.
     *
     * @param install puts the handlers behind TLS into a pipeline; once per address that is tried
     * @param wanted whether the connection is still wanted
     * @param failed told, later on the loop, when no address answers; success shows at the handlers themselves
     */
    void connect(Consumer<ChannelPipeline> install, BooleanSupplier wanted, Consumer<Throwable> failed) {
        if (unknown != null) {
            loop.execute(() -> failed.accept(unknown));
            return;
        }
        connect(install, wanted, failed, 0);
    }

    private void connect(
            Consumer<ChannelPipeline> install, BooleanSupplier wanted, Consumer<Throwable> failed, int attempt) {
        int index = (preferred + attempt) % addresses.length;
        bootstrap
                .clone()
                .handler(new Pipeline(install))
                .connect(new InetSocketAddress(addresses[index], origin.port()))
                .addListener((ChannelFutureListener) done -> {
                    if (done.isSuccess()) {
                        preferred = index;
                    } else if (!wanted.getAsBoolean()) {
                        return; // given up meanwhile
                    } else if (attempt + 1 < addresses.length) {
                        connect(install, wanted, failed, attempt + 1);
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
        return "no secure connection to " + origin + ": " + tlsReason(cause);
    }

    private static String tlsReason(Throwable cause) {
        Throwable deepest = cause;
        while (deepest.getCause() != null
                && deepest.getCause() != deepest
                && !(deepest instanceof UntrustedServerException)) {
            deepest = deepest.getCause();
        }
        if (deepest instanceof NotSslRecordException) {
            return "the server does not speak TLS on this port; write http:// in its URL, or name its TLS port";
        }
        if (deepest instanceof ClosedChannelException) {
            return "the server closed the connection during the handshake";
        }
        String why = deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
        return why.lines().findFirst().orElse("");
    }

    static SslContext tlsContext(HttpOptions options) {
        SslContextBuilder builder = SslContextBuilder.forClient()
                .sslProvider(SslProvider.JDK)
                .applicationProtocolConfig(new ApplicationProtocolConfig(
                        Protocol.ALPN,
                        SelectorFailureBehavior.NO_ADVERTISE,
                        SelectedListenerFailureBehavior.ACCEPT,
                        options.version() == 2 ? ApplicationProtocolNames.HTTP_2 : ApplicationProtocolNames.HTTP_1_1));
        if (options.insecure()) {
            builder.trustManager(InsecureTrustManagerFactory.INSTANCE).endpointIdentificationAlgorithm(null);
        } else {
            builder.trustManager(ServerTrust.of(options.caCertificates())).endpointIdentificationAlgorithm("HTTPS");
        }
        try {
            return builder.build();
        } catch (SSLException e) {
            throw PlimsollException.failed("TLS could not be set up: " + e.getMessage(), e);
        }
    }

    private final class Pipeline extends ChannelInitializer<Channel> {
        private final Consumer<ChannelPipeline> install;

        Pipeline(Consumer<ChannelPipeline> install) {
            this.install = install;
        }

        @Override
        protected void initChannel(Channel channel) {
            if (tls != null) {
                SslHandler handshake = tls.newHandler(channel.alloc(), origin.host(), origin.port());
                handshake.setHandshakeTimeoutMillis(0); // the pool's own tick watches
                channel.pipeline().addLast(handshake);
            }
            install.accept(channel.pipeline());
        }
    }
}
