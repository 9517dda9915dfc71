package dev.plimsoll.engine.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.AbstractHttp2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2EventAdapter;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import org.jspecify.annotations.Nullable;

/** Netty's HTTP/2 client codec, its events handed to one {@link Http2Connection}. */
final class Http2Codec extends Http2ConnectionHandler {
    /** What a server may send of one answer without waiting for us. */
    private static final int STREAM_WINDOW = 1 << 20;

    /** What it may send of all answers of a connection; wide, for we never hold anything back. */
    private static final int CONNECTION_WINDOW = 64 << 20;

    private final Http2Connection owner;
    private @Nullable ChannelHandlerContext context;

    private Http2Codec(
            Http2ConnectionDecoder decoder,
            Http2ConnectionEncoder encoder,
            Http2Settings settings,
            Http2Connection owner) {
        super(decoder, encoder, settings);
        this.owner = owner;
    }

    static Http2Codec of(Http2Connection owner) {
        return new Builder(owner).build();
    }

    // ---- to the server

    /** Most streams that the server allows at once. */
    int streamsAllowed() {
        return connection().local().maxActiveStreams();
    }

    /** Lets the server send more at once than the protocol's 64 KB. */
    void widenWindow() throws Http2Exception {
        Http2Stream all = connection().connectionStream();
        decoder().flowController().incrementWindowSize(all, CONNECTION_WINDOW - Http2CodecUtil.DEFAULT_WINDOW_SIZE);
    }

    int nextStream() {
        return connection().local().incrementAndGetNextStreamId();
    }

    /** Sends head and body; {@code done} is told when the last byte is flushed. The bytes are retained. */
    void send(int stream, Http2Headers headers, ByteBuf body, Http2Call done) {
        ChannelHandlerContext ctx = context();
        ChannelPromise last = ctx.newPromise().addListener(done);
        if (body.isReadable()) {
            encoder().writeHeaders(ctx, stream, headers, 0, false, ctx.newPromise());
            encoder().writeData(ctx, stream, body.retainedSlice(), 0, true, last);
        } else {
            encoder().writeHeaders(ctx, stream, headers, 0, true, last);
        }
        flush(ctx);
    }

    void reset(int stream) {
        ChannelHandlerContext ctx = context();
        resetStream(ctx, stream, Http2Error.CANCEL.code(), ctx.newPromise());
        ctx.flush();
    }

    void closeChannel() {
        ChannelHandlerContext ctx = context;
        if (ctx != null) {
            ctx.channel().close();
        }
    }

    private ChannelHandlerContext context() {
        ChannelHandlerContext ctx = context;
        if (ctx == null) {
            throw new IllegalStateException("not connected");
        }
        return ctx;
    }

    // ---- from the server

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) throws Exception {
        context = ctx;
        super.handlerAdded(ctx);
    }

    @Override
    protected void onConnectionError(
            ChannelHandlerContext ctx, boolean outbound, Throwable cause, @Nullable Http2Exception http2) {
        owner.troubled(cause);
        super.onConnectionError(ctx, outbound, cause, http2);
    }

    @Override
    protected void onStreamError(
            ChannelHandlerContext ctx, boolean outbound, Throwable cause, Http2Exception.StreamException http2) {
        owner.streamFailed(http2.streamId(), String.valueOf(cause.getMessage()));
        super.onStreamError(ctx, outbound, cause, http2);
    }

    private static final class Streams extends Http2ConnectionAdapter {
        private final Http2Connection owner;

        Streams(Http2Connection owner) {
            this.owner = owner;
        }

        @Override
        public void onStreamClosed(Http2Stream stream) {
            owner.closed(stream.id());
        }

        @Override
        public void onStreamHalfClosed(Http2Stream stream) {
            if (stream.state() == Http2Stream.State.HALF_CLOSED_REMOTE) {
                owner.stopSending(stream.id());
            }
        }

        @Override
        public void onGoAwayReceived(int lastStreamId, long errorCode, ByteBuf debugData) {
            owner.goAway(lastStreamId);
        }
    }

    private static final class Frames extends Http2EventAdapter {
        private final Http2Connection owner;

        Frames(Http2Connection owner) {
            this.owner = owner;
        }

        @Override
        public void onSettingsRead(ChannelHandlerContext ctx, Http2Settings settings) throws Http2Exception {
            owner.settings();
        }

        @Override
        public void onHeadersRead(
                ChannelHandlerContext ctx, int streamId, Http2Headers headers, int padding, boolean endOfStream) {
            owner.headers(streamId, headers, endOfStream);
        }

        @Override
        public void onHeadersRead(
                ChannelHandlerContext ctx,
                int streamId,
                Http2Headers headers,
                int streamDependency,
                short weight,
                boolean exclusive,
                int padding,
                boolean endOfStream) {
            owner.headers(streamId, headers, endOfStream);
        }

        @Override
        public int onDataRead(ChannelHandlerContext ctx, int streamId, ByteBuf data, int padding, boolean endOfStream) {
            int consumed = data.readableBytes() + padding;
            owner.data(streamId, data, endOfStream);
            return consumed;
        }

        @Override
        public void onRstStreamRead(ChannelHandlerContext ctx, int streamId, long errorCode) {
            owner.resetByServer(streamId, errorCode);
        }
    }

    private static final class Builder extends AbstractHttp2ConnectionHandlerBuilder<Http2Codec, Builder> {
        private final Http2Connection owner;

        Builder(Http2Connection owner) {
            this.owner = owner;
            server(false);
            frameListener(new Frames(owner));
            initialSettings(Http2Settings.defaultSettings()
                    .pushEnabled(false)
                    .initialWindowSize(STREAM_WINDOW)
                    .maxHeaderListSize(HttpHead.MAX_BYTES));
            gracefulShutdownTimeoutMillis(0);
            encoderEnforceMaxRstFramesPerWindow(0, 0); // a stage's end may cancel any number
        }

        @Override
        protected Http2Codec build() {
            return super.build();
        }

        @Override
        protected Http2Codec build(
                Http2ConnectionDecoder decoder, Http2ConnectionEncoder encoder, Http2Settings settings) {
            Http2Codec codec = new Http2Codec(decoder, encoder, settings, owner);
            decoder.connection().addListener(new Streams(owner));
            return codec;
        }
    }
}
