package dev.plimsoll.engine.simulator;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * One client connection: requests in order, one answer at a time; pipelined requests wait. Answers are bytes written past the HTTP
 * codec, which only reads. Confined to the event loop.
 */
final class ApiConnection extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final int MOST_PIPELINED = 1024;

    private final Api api;
    private final ArrayDeque<FullHttpRequest> waiting = new ArrayDeque<>();
    private @Nullable ChannelHandlerContext context;
    private @Nullable Answer current;
    private boolean keepAlive;
    private boolean gone;

    ApiConnection(Api api) {
        this.api = api;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        if (current == null && waiting.isEmpty()) {
            handle(request);
        } else if (waiting.size() < MOST_PIPELINED) {
            waiting.add(request.retain());
        } else {
            ctx.close();
        }
    }

    private void handle(FullHttpRequest request) {
        keepAlive = HttpUtil.isKeepAlive(request);
        try {
            if (!request.decoderResult().isSuccess()) {
                keepAlive = false;
                throw ApiError.badRequest("This is not a valid HTTP request");
            }
            api.handle(this, request);
        } catch (ApiError e) {
            current = null;
            sendJson(e.status(), e.json(), e.status() == 429 ? "retry-after: 1\r\n" : "");
        }
    }

    /** A completion has begun: nothing else is answered here until {@link #answerDone}. */
    void answering(Answer answer) {
        current = answer;
    }

    /** The last byte of an answer is on its way. */
    void answerDone(Answer answer) {
        assert answer == current;
        current = null;
        if (!keepAlive) {
            closeWhenFlushed();
        } else if (!waiting.isEmpty()) {
            context().executor().execute(this::handleWaiting); // not from within the simulation's turn
        }
    }

    private void handleWaiting() {
        while (current == null && !gone && !waiting.isEmpty()) {
            FullHttpRequest request = waiting.remove();
            try {
                handle(request);
            } finally {
                request.release();
            }
        }
    }

    /** Whether the client has gone. */
    boolean isGone() {
        return gone;
    }

    boolean isHttp10(FullHttpRequest request) {
        return request.protocolVersion().equals(HttpVersion.HTTP_1_0);
    }

    /** A buffer to {@link #send}. */
    ByteBuf allocate() {
        return context().alloc().directBuffer(1024);
    }

    /** Header line that says the connection is closed after this answer, or nothing. */
    String connectionHeader() {
        return keepAlive ? "" : "connection: close\r\n";
    }

    /** Hands bytes to the socket at once. */
    void send(ByteBuf bytes) {
        wire().writeAndFlush(bytes, wire().voidPromise());
    }

    /** A whole answer with a JSON body. */
    void sendJson(int status, String body, String moreHeaders) {
        sendWhole(status, "application/json", body, moreHeaders);
    }

    /** A whole answer. */
    void sendWhole(int status, String contentType, String body, String moreHeaders) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        ByteBuf out = context().alloc().directBuffer(256 + bytes.length);
        String head = "HTTP/1.1 " + HttpResponseStatus.valueOf(status) + "\r\n" + HttpHeaderNames.CONTENT_TYPE + ": "
                + contentType + "\r\n" + HttpHeaderNames.CONTENT_LENGTH + ": " + bytes.length + "\r\n" + moreHeaders
                + connectionHeader() + "\r\n";
        out.writeCharSequence(head, StandardCharsets.US_ASCII);
        send(out.writeBytes(bytes));
        if (current == null && !keepAlive) {
            closeWhenFlushed();
        }
    }

    /** Drops the connection in the middle of an answer. */
    void cutOff() {
        context().close();
    }

    private void closeWhenFlushed() {
        wire().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        gone = true;
        waiting.forEach(FullHttpRequest::release);
        waiting.clear();
        Answer answer = current;
        current = null;
        if (answer != null) {
            answer.cancel();
        }
        super.channelInactive(ctx);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close(); // a reset by the client; channelInactive tells the model
    }

    /** Where what is written goes to the socket past the HTTP encoder. */
    private ChannelHandlerContext wire() {
        return context().pipeline().firstContext();
    }

    private ChannelHandlerContext context() {
        ChannelHandlerContext ctx = context;
        if (ctx == null) {
            throw new IllegalStateException("not in a pipeline");
        }
        return ctx;
    }
}
