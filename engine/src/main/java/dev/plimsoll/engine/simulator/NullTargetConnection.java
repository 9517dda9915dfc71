package dev.plimsoll.engine.simulator;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.AsciiString;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One HTTP/1.1 connection of the {@link NullTarget}: frames requests by Content-Length and answers with fixed bytes. */
final class NullTargetConnection extends ByteToMessageDecoder {
    /** An answer that is sent piece by piece. */
    private record PacedAnswer(ChannelHandlerContext ctx, Iterator<ByteBuf> pieces, long gapNs) implements Runnable {
        @Override
        public void run() {
            if (!ctx.channel().isActive()) {
                return;
            }
            ctx.writeAndFlush(pieces.next());
            if (pieces.hasNext()) {
                ctx.executor().schedule(this, gapNs, TimeUnit.NANOSECONDS);
            }
        }
    }

    private static final AsciiString CONTENT_LENGTH = AsciiString.cached("\r\ncontent-length:");
    private static final int LONGEST_HEAD = 1 << 16;

    private final NullTarget.Pace pace;
    private boolean answered;

    NullTargetConnection(NullTarget.Pace pace) {
        this.pace = pace;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        while (true) {
            int start = in.readerIndex();
            int headEnd = headEnd(in, start);
            if (headEnd < 0) {
                if (in.readableBytes() > LONGEST_HEAD) {
                    ctx.close();
                }
                return;
            }
            int bodyStart = headEnd + 4;
            int length = contentLength(in, start, headEnd);
            if (in.writerIndex() - bodyStart < length) {
                return;
            }
            NullAnswer answer = answer(in, start, bodyStart, bodyStart + length);
            in.readerIndex(bodyStart + length);
            if (pace.contentEvents() > 0 && answer.isStream()) {
                new PacedAnswer(ctx, answer.eachEvent(pace.contentEvents()), pace.gapNs()).run();
            } else {
                ctx.write(answer.http1());
                answered = true;
            }
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
        if (answered) {
            answered = false;
            ctx.flush();
        }
        super.channelReadComplete(ctx);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close(); // the peer is gone or talks something else; there is nobody to tell
    }

    private static NullAnswer answer(ByteBuf in, int start, int bodyStart, int end) {
        int lineEnd = in.indexOf(start, bodyStart, (byte) '\r');
        return NullApi.answer(
                in.getByte(start) == 'P', in.slice(start, lineEnd - start), in.slice(bodyStart, end - bodyStart));
    }

    /** Where the empty line begins that ends the head, or -1. */
    private static int headEnd(ByteBuf in, int start) {
        int end = in.writerIndex();
        for (int i = in.indexOf(start, end, (byte) '\r');
                i >= 0 && i + 3 < end;
                i = in.indexOf(i + 1, end, (byte) '\r')) {
            if (in.getByte(i + 1) == '\n' && in.getByte(i + 2) == '\r' && in.getByte(i + 3) == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** The Content-Length between two indexes, 0 where there is none. */
    private static int contentLength(ByteBuf in, int start, int headEnd) {
        int last = headEnd - CONTENT_LENGTH.length();
        for (int i = in.indexOf(start, headEnd, (byte) '\r');
                i >= 0 && i < last;
                i = in.indexOf(i + 1, headEnd, (byte) '\r')) {
            if (matches(in, i)) {
                int value = 0;
                for (int d = i + CONTENT_LENGTH.length(); d < headEnd; d++) {
                    byte b = in.getByte(d);
                    if (b >= '0' && b <= '9') {
                        value = value * 10 + (b - '0');
                    } else if (b != ' ') {
                        break;
                    }
                }
                return value;
            }
        }
        return 0;
    }

    private static boolean matches(ByteBuf in, int at) {
        for (int k = 0; k < CONTENT_LENGTH.length(); k++) {
            byte b = in.getByte(at + k);
            if ((b >= 'A' && b <= 'Z' ? b | 0x20 : b) != CONTENT_LENGTH.byteAt(k)) {
                return false;
            }
        }
        return true;
    }
}
