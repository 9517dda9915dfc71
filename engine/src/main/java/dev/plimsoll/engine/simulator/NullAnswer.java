package dev.plimsoll.engine.simulator;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A fixed answer of the {@link NullTarget}, ready to be sent in either version of HTTP. */
final class NullAnswer {
    private final AsciiString contentType;
    private final ByteBuf http1;
    private final ByteBuf body;

    private NullAnswer(String contentType, String http1Framing, String http1Body, String body) {
        this.contentType = AsciiString.cached(contentType);
        this.http1 = ascii(
                "HTTP/1.1 200 OK\r\ncontent-type: " + contentType + "\r\n" + http1Framing + "\r\n\r\n" + http1Body);
        this.body = ascii(body);
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

    static NullAnswer json(String body) {
        return new NullAnswer("application/json", "content-length: " + body.length(), body, body);
    }

    /** Events, each with its blank line; each is a chunk of its own in HTTP/1.1. */
    static NullAnswer stream(List<String> events) {
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

    static ByteBuf ascii(String text) {
        return Unpooled.unreleasableBuffer(
                Unpooled.directBuffer(text.length()).writeBytes(text.getBytes(StandardCharsets.US_ASCII)));
    }
}
