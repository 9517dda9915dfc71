package dev.plimsoll.engine.simulator;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** One HTTP/2 connection of the {@link NullTarget}, behind Netty's frame codec: answers each whole request with fixed bytes. */
final class NullTargetStreams extends ChannelDuplexHandler {
    /** A request of which the body has not all come. */
    private record Asked(boolean post, ByteBuf path, ByteBuf body) {}

    private final Map<Http2FrameStream, Asked> asked = new HashMap<>();

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        switch (message) {
            case Http2HeadersFrame head -> begin(ctx, head);
            case Http2DataFrame data -> more(ctx, data);
            case Http2ResetFrame reset -> asked.remove(reset.stream());
            default -> ReferenceCountUtil.release(message);
        }
    }

    private void begin(ChannelHandlerContext ctx, Http2HeadersFrame head) {
        Http2Headers headers = head.headers();
        boolean post = AsciiString.contentEquals("POST", headers.method());
        ByteBuf path = Unpooled.copiedBuffer(headers.path(), StandardCharsets.US_ASCII);
        Asked request = new Asked(post, path, Unpooled.buffer());
        if (head.isEndStream()) {
            answer(ctx, head.stream(), request);
        } else {
            asked.put(head.stream(), request);
        }
    }

    private void more(ChannelHandlerContext ctx, Http2DataFrame data) {
        Http2FrameStream stream = data.stream();
        ctx.write(new DefaultHttp2WindowUpdateFrame(data.initialFlowControlledBytes()).stream(stream));
        Asked request = asked.get(stream);
        if (request != null) {
            request.body.writeBytes(data.content());
            if (data.isEndStream()) {
                asked.remove(stream);
                answer(ctx, stream, request);
            }
        }
        data.release();
    }

    private static void answer(ChannelHandlerContext ctx, Http2FrameStream stream, Asked request) {
        NullAnswer answer = NullApi.answer(request.post, request.path, request.body);
        Http2Headers headers =
                new DefaultHttp2Headers(false).status("200").set(HttpHeaderNames.CONTENT_TYPE, answer.contentType());
        ctx.write(new DefaultHttp2HeadersFrame(headers).stream(stream));
        ctx.write(new DefaultHttp2DataFrame(answer.body(), true).stream(stream));
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close(); // the peer is gone or talks something else; there is nobody to tell
    }
}
