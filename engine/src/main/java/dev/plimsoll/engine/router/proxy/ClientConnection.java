package dev.plimsoll.engine.router.proxy;

import dev.plimsoll.engine.time.NanoClock;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client's connection: requests are read whole, one after another, and answered in order; what a client sends ahead waits, up to a bound.
 * It is read on while an answer is under way, because that is how a client that goes away is noticed.
 *
 * <p>A request that is too large, too slow or no HTTP is answered with an error and ends the connection.
 *
 * <p>Threading: confined to its event loop.
 */
final class ClientConnection extends ChannelInboundHandlerAdapter {
    /** Bytes that a client may have sent ahead of the answer it waits for before its connection is not read any more. */
    private static final int MOST_AHEAD = 64 << 10;

    private static final int MOST_PARTS = 1024;
    private static final int OBJECT_BYTES = 256;
    private static final long LINGER_SECONDS = 2;

    private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);

    private final ProxyLimits limits;
    private final NanoClock clock;
    private final BiConsumer<ClientConnection, ClientRequest> handler;
    private final ArrayDeque<HttpObject> ahead = new ArrayDeque<>();
    private int aheadBytes;

    private @Nullable ChannelHandlerContext context;
    /** The head of the request that is being read. */
    private @Nullable HttpRequest head;

    private @Nullable CompositeByteBuf body;
    private long arrivedAtNs;
    /** When the last part of a request came, or the last answer ended. */
    private long lastMoveNs;

    private @Nullable Future<?> watch;
    /** The request that is being answered. */
    private @Nullable ClientRequest request;

    /** Its body, until somebody takes it over. */
    private @Nullable ByteBuf held;

    private @Nullable Exchange exchange;
    private boolean keepAlive;
    /** No further request is read: an answer that ends the connection is on its way. */
    private boolean closing;

    ClientConnection(ProxyLimits limits, NanoClock clock, BiConsumer<ClientConnection, ClientRequest> handler) {
        this.limits = limits;
        this.clock = clock;
        this.handler = handler;
    }

    // ---- life

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        lastMoveNs = clock.nanoTime();
        watch = ctx.executor()
                .scheduleWithFixedDelay(
                        this::lookAtTime, limits.watchSeconds(), limits.watchSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        closing = true;
        Future<?> watching = watch;
        if (watching != null) {
            watching.cancel(false);
        }
        ahead.forEach(ReferenceCountUtil::release);
        ahead.clear();
        dropPartialRequest();
        Exchange answering = exchange;
        exchange = null;
        if (answering != null) {
            answering.gone();
        }
        releaseRequest();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof IOException)) { // those are the client's: a reset, a connection that timed out
            LOG.error("Serving a client failed", cause);
        }
        ctx.close(); // channelInactive tells the exchange
    }

    private void lookAtTime() {
        if (request != null || closing) {
            return;
        }
        long quietNs = clock.nanoTime() - lastMoveNs;
        if (head != null && quietNs > limits.bodyPauseNs()) {
            refuse(new ErrorAnswer(
                    408,
                    Map.of(),
                    "invalid_request_error",
                    "request_timeout",
                    "The rest of the request's body did not come for "
                            + TimeUnit.NANOSECONDS.toSeconds(limits.bodyPauseNs()) + " s."));
        } else if (head == null && quietNs > limits.idleNs()) {
            ctx().close(); // idle, or a head that comes byte by byte
        }
    }

    // ---- reading

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        assert ctx.executor().inEventLoop();
        if (closing || !(message instanceof HttpObject part)) {
            ReferenceCountUtil.release(message);
        } else if (request == null && ahead.isEmpty()) {
            take(part);
        } else {
            ahead.add(part);
            aheadBytes += OBJECT_BYTES
                    + (part instanceof HttpContent content ? content.content().readableBytes() : 0);
            if (aheadBytes > MOST_AHEAD) {
                ctx.channel().config().setAutoRead(false);
            }
        }
    }

    /** Takes what was sent ahead, until it makes another request. */
    private void takeAhead() {
        while (request == null && !closing && !ahead.isEmpty()) {
            HttpObject part = ahead.remove();
            aheadBytes -= OBJECT_BYTES
                    + (part instanceof HttpContent content ? content.content().readableBytes() : 0);
            take(part);
        }
        if (!closing && aheadBytes <= MOST_AHEAD) {
            ctx().channel().config().setAutoRead(true);
        }
    }

    private void take(HttpObject part) {
        lastMoveNs = clock.nanoTime();
        if (part.decoderResult().isFailure()) {
            ReferenceCountUtil.release(part);
            refuse(unreadable(part.decoderResult().cause()));
            return;
        }
        if (part instanceof HttpRequest begun) {
            begin(begun);
        }
        if (part instanceof HttpContent content) {
            content(content);
        }
    }

    private void begin(HttpRequest begun) {
        head = begun;
        arrivedAtNs = lastMoveNs;
        if (HttpUtil.isContentLengthSet(begun) && HttpUtil.getContentLength(begun, 0L) > limits.largestBody()) {
            refuse(tooLarge());
        } else if (HttpUtil.is100ContinueExpected(begun)) {
            ctx().writeAndFlush(new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
        } else if (begun.headers().contains(HttpHeaderNames.EXPECT)) {
            refuse(new ErrorAnswer(
                    417,
                    Map.of(),
                    "invalid_request_error",
                    "expectation_failed",
                    "The only expectation that can be met is 100-continue."));
        }
    }

    private void content(HttpContent content) {
        HttpRequest begun = head;
        if (begun == null) { // of a request that was refused
            content.release();
            return;
        }
        CompositeByteBuf parts = body;
        int size =
                (parts == null ? 0 : parts.readableBytes()) + content.content().readableBytes();
        if (size > limits.largestBody()) {
            content.release();
            refuse(tooLarge());
            return;
        }
        if (content.content().isReadable()) {
            if (parts == null) {
                parts = ctx().alloc().compositeBuffer(MOST_PARTS);
                body = parts;
            }
            parts.addComponent(true, content.content().retain());
        }
        boolean last = content instanceof LastHttpContent;
        content.release();
        if (last) {
            head = null;
            body = null;
            keepAlive = HttpUtil.isKeepAlive(begun);
            ClientRequest whole = new ClientRequest(
                    begun.method(),
                    begun.uri(),
                    begun.headers(),
                    begun.protocolVersion().compareTo(HttpVersion.HTTP_1_1) < 0,
                    parts == null ? Unpooled.EMPTY_BUFFER : parts,
                    arrivedAtNs);
            request = whole;
            held = whole.body();
            handler.accept(this, whole);
        }
    }

    private static ErrorAnswer unreadable(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return badRequest(414, "uri_too_long", "The request's first line is too long.");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return badRequest(431, "headers_too_large", "The request's header fields are too large.");
        }
        return badRequest(400, "bad_request", "This is no valid HTTP request.");
    }

    private static ErrorAnswer badRequest(int status, String code, String message) {
        return new ErrorAnswer(status, Map.of(), "invalid_request_error", code, message);
    }

    private ErrorAnswer tooLarge() {
        return badRequest(
                413,
                "request_too_large",
                "The request's body is larger than " + (limits.largestBody() >> 20) + " MiB.");
    }

    /** Answers a request that is not read to its end, and ends the connection so that the client can read the answer. */
    private void refuse(ErrorAnswer error) {
        dropPartialRequest();
        closing = true;
        keepAlive = false;
        HttpResponse answer = RouterAnswer.json(error.status(), error.body())
                .with(error.headers())
                .response(ctx().alloc());
        answer.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        ctx().writeAndFlush(answer).addListener(_ -> lingeringClose());
    }

    /** Closes in two steps: a client that is still sending must not lose the answer to a reset. */
    private void lingeringClose() {
        if (ctx().channel() instanceof SocketChannel socket && socket.isActive()) {
            socket.config().setAutoRead(true);
            socket.shutdownOutput();
            ctx().executor().schedule(() -> ctx().close(), LINGER_SECONDS, TimeUnit.SECONDS);
        } else {
            ctx().close();
        }
    }

    private void dropPartialRequest() {
        head = null;
        CompositeByteBuf parts = body;
        body = null;
        if (parts != null) {
            parts.release();
        }
    }

    // ---- answering

    /** The loop of this connection. */
    EventLoop loop() {
        return ctx().channel().eventLoop();
    }

    ByteBuf allocate(int bytes) {
        return ctx().alloc().buffer(bytes);
    }

    /** The address of the client, for {@code X-Forwarded-For}; never resolved to a name. */
    String peer() {
        return ctx().channel().remoteAddress() instanceof InetSocketAddress address
                ? address.getAddress().getHostAddress()
                : "";
    }

    /** Whether the client takes what is written about as fast as it comes. */
    boolean isWritable() {
        return ctx().channel().isWritable();
    }

    /** From here on this hears what becomes of the connection, until the answer has ended. */
    void answering(Exchange answer) {
        assert request != null;
        exchange = answer;
    }

    /** A whole answer, and the end of it. */
    void answer(RouterAnswer answer) {
        ClientRequest answered = request;
        if (answered == null) {
            return; // gone
        }
        HttpResponse response = answer.response(ctx().alloc());
        frame(response, answered);
        ended(ctx().writeAndFlush(response));
    }

    /** The head of an answer; its body follows. */
    void head(HttpResponse response) {
        ClientRequest answered = request;
        if (answered != null) {
            boolean sized = HttpUtil.isContentLengthSet(response) || isBodyless(response, answered);
            if (!sized && answered.http10()) {
                keepAlive = false;
            } else if (!sized) {
                HttpUtil.setTransferEncodingChunked(response, true);
            }
            frame(response, answered);
            ctx().write(response, ctx().voidPromise());
        }
    }

    private static boolean isBodyless(HttpResponse response, ClientRequest answered) {
        int status = response.status().code();
        return status == 204 || status == 304 || answered.method().equals(HttpMethod.HEAD);
    }

    private void frame(HttpResponse response, ClientRequest answered) {
        if (!keepAlive) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (answered.http10()) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
    }

    /** A piece of the body; takes it over. It goes out with the next {@link #flush}. */
    void body(ByteBuf piece) {
        if (request == null) {
            piece.release();
        } else {
            ctx().write(new DefaultHttpContent(piece), ctx().voidPromise());
        }
    }

    void flush() {
        ctx().flush();
    }

    /**
     * The end of the answer's body.
     *
     * @return done when the client's system has all of it; failed if the client has gone before
     */
    ChannelFuture end() {
        ChannelFuture written = ctx().writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
        ended(written);
        return written;
    }

    private void ended(ChannelFuture written) {
        exchange = null;
        releaseRequest();
        lastMoveNs = clock.nanoTime();
        if (!keepAlive) {
            closing = true;
            written.addListener(ChannelFutureListener.CLOSE);
        } else if (ahead.isEmpty()) {
            ctx().channel().config().setAutoRead(true);
        } else {
            loop().execute(this::takeAhead); // not from within the answer's own turn
        }
    }

    /** Ends the connection in the middle of an answer, so that nobody takes it for whole. */
    void breakOff() {
        exchange = null;
        closing = true;
        ClientRequest answered = request;
        releaseRequest();
        if (answered != null && answered.http10()) {
            ctx().channel().config().setOption(ChannelOption.SO_LINGER, 0); // there only a reset tells
        }
        ctx().flush();
        ctx().close();
    }

    /** The body of the request, for whoever keeps it from here on and releases it. */
    ByteBuf takeBody() {
        ByteBuf taken = held;
        held = null;
        if (taken == null) {
            throw new IllegalStateException("somebody has it already");
        }
        return taken;
    }

    /** Whether this is still the request that is being answered. */
    boolean isAnswering(ClientRequest asked) {
        return request == asked;
    }

    private void releaseRequest() {
        request = null;
        ByteBuf left = held;
        held = null;
        if (left != null) {
            left.release();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        Exchange answering = exchange;
        if (answering != null) {
            answering.writabilityChanged();
        }
    }

    private ChannelHandlerContext ctx() {
        ChannelHandlerContext ctx = context;
        if (ctx == null) {
            throw new IllegalStateException("not in a pipeline");
        }
        return ctx;
    }
}
