package dev.plimsoll.engine.simulator;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A fixed answer of the {@link NullTarget}, ready to be sent in either version of HTTP. */
final class NullAnswer {
    static final AsciiString CHAT_PATH = AsciiString.cached("/chat/completions");

    private static final ByteBuf STREAM = ascii("\"stream\"");

    private static final NullAnswer CHAT_JSON = json(
            "{\"id\":\"chatcmpl-null\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"null\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\""
                + " tide tide tide tide\"},\"finish_reason\":\"length\"}]," + usage() + "}");
    private static final NullAnswer TEXT_JSON = json(
            "{\"id\":\"cmpl-null\",\"object\":\"text_completion\",\"created\":1,\"model\":\"null\",\"choices\":[{\"index\":0,\"text\":\""
                + " tide tide tide tide\",\"finish_reason\":\"length\"}],"
                    + usage() + "}");
    private static final NullAnswer CHAT_STREAM = stream(
            "{\"id\":\"chatcmpl-null\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"null\",\"choices\":[",
            "{\"index\":0,\"delta\":{\"content\":\" tide\"},\"finish_reason\":null}",
            "{\"index\":0,\"delta\":{},\"finish_reason\":\"length\"}");
    private static final NullAnswer TEXT_STREAM = stream(
            "{\"id\":\"cmpl-null\",\"object\":\"text_completion\",\"created\":1,\"model\":\"null\",\"choices\":[",
            "{\"index\":0,\"text\":\" tide\",\"finish_reason\":null}",
            "{\"index\":0,\"text\":\"\",\"finish_reason\":\"length\"}");
    private static final NullAnswer MODELS =
            json("{\"object\":\"list\",\"data\":[{\"id\":\"null\",\"object\":\"model\"}]}");

    private final AsciiString contentType;
    private final ByteBuf http1;
    private final ByteBuf body;

    private NullAnswer(String contentType, String http1Framing, String http1Body, String body) {
        this.contentType = AsciiString.cached(contentType);
        this.http1 = ascii(
                "HTTP/1.1 200 OK\r\ncontent-type: " + contentType + "\r\n" + http1Framing + "\r\n\r\n" + http1Body);
        this.body = ascii(body);
    }

    /** The answer to a request: the list of models where nothing is posted. */
    static NullAnswer to(boolean post, boolean chat, ByteBuf requestBody) {
        if (!post) {
            return MODELS;
        }
        if (asksForStream(requestBody)) {
            return chat ? CHAT_STREAM : TEXT_STREAM;
        }
        return chat ? CHAT_JSON : TEXT_JSON;
    }

    AsciiString contentType() {
        return contentType;
    }

    /** Head and body as HTTP/1.1 has them, a stream in chunks. Releasing it does nothing. */
    ByteBuf http1() {
        return http1.duplicate();
    }

    /** The bare body. Releasing it does nothing. */
    ByteBuf body() {
        return body.duplicate();
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

    private static String usage() {
        return "\"usage\":{\"prompt_tokens\":8,\"completion_tokens\":" + NullTarget.CONTENT_EVENTS
                + ",\"total_tokens\":" + (8 + NullTarget.CONTENT_EVENTS) + "}";
    }

    private static NullAnswer json(String body) {
        return new NullAnswer("application/json", "content-length: " + body.length(), body, body);
    }

    private static NullAnswer stream(String prefix, String content, String finish) {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < NullTarget.CONTENT_EVENTS; i++) {
            events.add("data: " + prefix + content + "]}\n\n");
        }
        events.add("data: " + prefix + finish + "]}\n\n");
        events.add("data: " + prefix + "]," + usage() + "}\n\n");
        events.add("data: [DONE]\n\n");
        StringBuilder chunks = new StringBuilder();
        for (String event : events) {
            chunks.append(Integer.toHexString(event.length()))
                    .append("\r\n")
                    .append(event)
                    .append("\r\n");
        }
        return new NullAnswer(
                "text/event-stream", "transfer-encoding: chunked", chunks + "0\r\n\r\n", String.join("", events));
    }

    private static ByteBuf ascii(String text) {
        return Unpooled.unreleasableBuffer(
                Unpooled.directBuffer(text.length()).writeBytes(text.getBytes(StandardCharsets.US_ASCII)));
    }
}
