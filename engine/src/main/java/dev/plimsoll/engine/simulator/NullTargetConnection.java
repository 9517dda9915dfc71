package dev.plimsoll.engine.simulator;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One connection of the {@link NullTarget}: frames requests by Content-Length and answers with fixed bytes. */
final class NullTargetConnection extends ByteToMessageDecoder {
    private static final AsciiString CONTENT_LENGTH = AsciiString.cached("\r\ncontent-length:");
    private static final ByteBuf STREAM = ascii("\"stream\"");
    private static final ByteBuf CHAT_PATH = ascii("/chat/completions");
    private static final int LONGEST_HEAD = 1 << 16;

    private static final ByteBuf CHAT_JSON = json(
            "{\"id\":\"chatcmpl-null\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"null\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\""
                + " tide tide tide tide\"},\"finish_reason\":\"length\"}]," + usage() + "}");
    private static final ByteBuf TEXT_JSON = json(
            "{\"id\":\"cmpl-null\",\"object\":\"text_completion\",\"created\":1,\"model\":\"null\",\"choices\":[{\"index\":0,\"text\":\""
                + " tide tide tide tide\",\"finish_reason\":\"length\"}],"
                    + usage() + "}");
    private static final ByteBuf CHAT_STREAM = stream(
            "{\"id\":\"chatcmpl-null\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"null\",\"choices\":[",
            "{\"index\":0,\"delta\":{\"content\":\" tide\"},\"finish_reason\":null}",
            "{\"index\":0,\"delta\":{},\"finish_reason\":\"length\"}");
    private static final ByteBuf TEXT_STREAM = stream(
            "{\"id\":\"cmpl-null\",\"object\":\"text_completion\",\"created\":1,\"model\":\"null\",\"choices\":[",
            "{\"index\":0,\"text\":\" tide\",\"finish_reason\":null}",
            "{\"index\":0,\"text\":\"\",\"finish_reason\":\"length\"}");
    private static final ByteBuf MODELS =
            json("{\"object\":\"list\",\"data\":[{\"id\":\"null\",\"object\":\"model\"}]}");

    private boolean answered;

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
            ByteBuf answer = answer(in, start, bodyStart, bodyStart + length);
            in.readerIndex(bodyStart + length);
            ctx.write(answer.duplicate());
            answered = true;
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

    private static ByteBuf answer(ByteBuf in, int start, int bodyStart, int end) {
        if (in.getByte(start) != 'P') {
            return MODELS;
        }
        int lineEnd = in.indexOf(start, bodyStart, (byte) '\r');
        boolean chat = ByteBufUtil.indexOf(CHAT_PATH, in.slice(start, lineEnd - start)) >= 0;
        if (asksForStream(in.slice(bodyStart, end - bodyStart))) {
            return chat ? CHAT_STREAM : TEXT_STREAM;
        }
        return chat ? CHAT_JSON : TEXT_JSON;
    }

    private static boolean asksForStream(ByteBuf body) {
        int at = ByteBufUtil.indexOf(STREAM, body);
        if (at < 0) {
            return false;
        }
        for (int i = at + STREAM.readableBytes(); i < body.writerIndex(); i++) {
            byte b = body.getByte(i);
            if (b != ' ' && b != ':') {
                return b == 't';
            }
        }
        return false;
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

    private static String usage() {
        return "\"usage\":{\"prompt_tokens\":8,\"completion_tokens\":" + NullTarget.CONTENT_EVENTS
                + ",\"total_tokens\":" + (8 + NullTarget.CONTENT_EVENTS) + "}";
    }

    private static ByteBuf json(String body) {
        return ascii("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: " + body.length()
                + "\r\n\r\n" + body);
    }

    private static ByteBuf stream(String prefix, String content, String finish) {
        StringBuilder all = new StringBuilder(
                "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n");
        for (int i = 0; i < NullTarget.CONTENT_EVENTS; i++) {
            chunk(all, prefix + content + "]}");
        }
        chunk(all, prefix + finish + "]}");
        chunk(all, prefix + "]," + usage() + "}");
        chunk(all, "[DONE]");
        return ascii(all.append("0\r\n\r\n").toString());
    }

    private static void chunk(StringBuilder out, String data) {
        String event = "data: " + data + "\n\n";
        out.append(Integer.toHexString(event.length()))
                .append("\r\n")
                .append(event)
                .append("\r\n");
    }

    private static ByteBuf ascii(String text) {
        return Unpooled.unreleasableBuffer(
                Unpooled.directBuffer(text.length()).writeBytes(text.getBytes(StandardCharsets.US_ASCII)));
    }
}
