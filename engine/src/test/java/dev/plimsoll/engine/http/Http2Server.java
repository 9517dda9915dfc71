package dev.plimsoll.engine.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2ChannelDuplexHandler;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.pkitesting.X509Bundle;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An HTTP/2 server for tests: what it does with a whole request is the test's own. */
public final class Http2Server implements AutoCloseable {
    /** Answers a request; on the server's loop. */
    @FunctionalInterface
    public interface Script {
        void serve(Exchange exchange);
    }

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Script script;
    private final @Nullable SslContext tls;
    private final Channel channel;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger mostStreams = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger cancelled = new AtomicInteger();

    private Http2Server(Http2Settings settings, @Nullable X509Bundle certificate, Script script, String... protocols)
            throws Exception {
        this.script = script;
        this.tls = certificate == null
                ? null
                : SslContextBuilder.forServer(certificate.toKeyManagerFactory())
                        .applicationProtocolConfig(new ApplicationProtocolConfig(
                                ApplicationProtocolConfig.Protocol.ALPN,
                                ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                                ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                                protocols))
                        .build();
        this.channel = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel child) {
                        connections.incrementAndGet();
                        if (tls != null) {
                            child.pipeline().addLast(tls.newHandler(child.alloc()));
                        }
                        child.pipeline()
                                .addLast(Http2FrameCodecBuilder.forServer()
                                        .initialSettings(settings)
                                        .gracefulShutdownTimeoutMillis(0)
                                        .decoderEnforceMaxRstFramesPerWindow(0, 0)
                                        .build())
                                .addLast(new Requests());
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .sync()
                .channel();
    }

    /** Without TLS, to be spoken to with prior knowledge. */
    public static Http2Server start(Script script) throws Exception {
        return start(Http2Settings.defaultSettings(), script);
    }

    public static Http2Server start(Http2Settings settings, Script script) throws Exception {
        return new Http2Server(settings, null, script);
    }

    /** With TLS, offering these protocols. */
    public static Http2Server startTls(X509Bundle certificate, Script script, String... protocols) throws Exception {
        return new Http2Server(Http2Settings.defaultSettings(), certificate, script, protocols);
    }

    /** Says what was said to it. */
    public static final Script ECHO = exchange -> {
        exchange.head(200, "content-type", "text/plain");
        exchange.body(exchange.body(), true);
    };

    public int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    public String url() {
        return (tls == null ? "http" : "https") + "://127.0.0.1:" + port();
    }

    /** Heads and bodies received so far, as {@code :method POST|...|\n\nbody}. */
    public List<String> requests() {
        return requests;
    }

    public int connections() {
        return connections.get();
    }

    /** Most streams that were open at once on one connection. */
    public int mostStreams() {
        return mostStreams.get();
    }

    /** Streams the client gave up. */
    public int cancelled() {
        return cancelled.get();
    }

    @Override
    public void close() throws Exception {
        channel.close().sync();
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).get(20, TimeUnit.SECONDS);
    }

    /** A request that came whole, and how to answer it. */
    public final class Exchange {
        private final ChannelHandlerContext ctx;
        private final Http2FrameStream stream;
        private final Http2Headers headers;
        private final String body;

        private Exchange(ChannelHandlerContext ctx, Http2FrameStream stream, Http2Headers headers, String body) {
            this.ctx = ctx;
            this.stream = stream;
            this.headers = headers;
            this.body = body;
        }

        public Http2Headers headers() {
            return headers;
        }

        public String body() {
            return body;
        }

        public void head(int status, String... namesAndValues) {
            head(false, status, namesAndValues);
        }

        public void head(boolean last, int status, String... namesAndValues) {
            Http2Headers answer = new DefaultHttp2Headers().status(Integer.toString(status));
            for (int i = 0; i < namesAndValues.length; i += 2) {
                answer.add(namesAndValues[i], namesAndValues[i + 1]);
            }
            ctx.writeAndFlush(new DefaultHttp2HeadersFrame(answer, last).stream(stream));
        }

        public void trailers() {
            ctx.writeAndFlush(
                    new DefaultHttp2HeadersFrame(new DefaultHttp2Headers().add("x-trailer", "1"), true).stream(stream));
        }

        public void body(String text, boolean last) {
            ByteBuf bytes = Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
            ctx.writeAndFlush(new DefaultHttp2DataFrame(bytes, last).stream(stream));
        }

        public void reset(Http2Error error) {
            ctx.writeAndFlush(new DefaultHttp2ResetFrame(error).stream(stream));
        }

        public int stream() {
            return stream.id();
        }

        /** Takes no further stream, and has looked at none behind {@code lastStream}. */
        public void goAway(int lastStream) {
            Http2FrameCodec codec = ctx.pipeline().get(Http2FrameCodec.class);
            ChannelHandlerContext below = ctx.pipeline().context(codec);
            codec.goAway(below, lastStream, Http2Error.NO_ERROR.code(), Unpooled.EMPTY_BUFFER, below.newPromise());
            below.flush();
        }

        public void disconnect() {
            ctx.channel().close();
        }
    }

    private final class Requests extends Http2ChannelDuplexHandler {
        private final Map<Http2FrameStream, Http2Headers> heads = new HashMap<>();
        private final Map<Http2FrameStream, ByteBuf> bodies = new HashMap<>();
        private final ArrayDeque<Http2FrameStream> open = new ArrayDeque<>();

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            switch (message) {
                case Http2HeadersFrame frame -> {
                    heads.put(frame.stream(), frame.headers());
                    bodies.put(frame.stream(), Unpooled.buffer());
                    open.add(frame.stream());
                    mostStreams.accumulateAndGet(open.size(), Math::max);
                    if (frame.isEndStream()) {
                        complete(ctx, frame.stream());
                    }
                }
                case Http2DataFrame frame -> {
                    bodies.get(frame.stream()).writeBytes(frame.content());
                    ctx.writeAndFlush(new DefaultHttp2WindowUpdateFrame(frame.initialFlowControlledBytes())
                            .stream(frame.stream()));
                    Http2FrameStream stream = frame.stream();
                    boolean last = frame.isEndStream();
                    frame.release();
                    if (last) {
                        complete(ctx, stream);
                    }
                }
                case Http2ResetFrame frame -> {
                    open.remove(frame.stream());
                    cancelled.incrementAndGet();
                }
                default -> ReferenceCountUtil.release(message);
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
            open.removeIf(s -> s.state() == io.netty.handler.codec.http2.Http2Stream.State.CLOSED);
            super.userEventTriggered(ctx, event);
        }

        private void complete(ChannelHandlerContext ctx, Http2FrameStream stream) {
            String body = bodies.remove(stream).toString(StandardCharsets.UTF_8);
            Http2Headers headers = heads.remove(stream);
            StringBuilder text = new StringBuilder();
            headers.forEach(e ->
                    text.append(e.getKey()).append(' ').append(e.getValue()).append('|'));
            requests.add(text + "\n" + body);
            script.serve(new Exchange(ctx, stream, headers, body));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close(); // the client went away, as some tests want
        }
    }
}
