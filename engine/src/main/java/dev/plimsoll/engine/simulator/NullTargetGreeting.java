package dev.plimsoll.engine.simulator;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import java.util.List;

/**
 * Finds out which version of HTTP a connection of the {@link NullTarget} speaks and gives way to it: HTTP/2 with prior knowledge starts
 * with {@code PRI}, as no request of HTTP/1.1 does.
 */
final class NullTargetGreeting extends ByteToMessageDecoder {
    private final NullTarget.Pace pace;

    NullTargetGreeting(NullTarget.Pace pace) {
        this.pace = pace;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (in.readableBytes() < 2) {
            return;
        }
        int start = in.readerIndex();
        if (in.getByte(start) == 'P' && in.getByte(start + 1) == 'R') {
            ctx.pipeline()
                    .addLast(Http2FrameCodecBuilder.forServer()
                            .gracefulShutdownTimeoutMillis(0)
                            .decoderEnforceMaxRstFramesPerWindow(0, 0) // whoever ends a load may reset any number
                            .build())
                    .addLast(new NullTargetStreams());
        } else {
            ctx.pipeline().addLast(new NullTargetConnection(pace));
        }
        ctx.pipeline().remove(this); // hands on what it has read
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close(); // the peer is gone; there is nobody to tell
    }
}
