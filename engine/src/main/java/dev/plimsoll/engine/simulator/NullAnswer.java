package dev.plimsoll.engine.simulator;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/** A fixed answer of the {@link NullTarget}, ready to be sent in either version of HTTP. */
final class NullAnswer {
    private final AsciiString contentType;
    private final ByteBuf http1;
    private final ByteBuf body;
    private final List<ByteBuf> parts;

    /** The first of the events that are all alike: its content. */
    private final int content;

    private NullAnswer(String contentType, String framing, List<String> bodyParts, String body) {
        this.contentType = AsciiString.cached(contentType);
        List<String> all = new ArrayList<>();
        all.add("HTTP/1.1 200 OK\r\ncontent-type: " + contentType + "\r\n" + framing + "\r\n\r\n");
        all.addAll(bodyParts);
        this.http1 = ascii(String.join("", all));
        this.body = ascii(body);
        this.parts = all.stream().map(NullAnswer::ascii).toList();
        this.content = IntStream.range(1, all.size() - 1)
                .filter(i -> all.get(i).equals(all.get(i + 1)))
                .findFirst()
                .orElse(0);
    }

    boolean isStream() {
        return content > 0;
    }

    /** A stream's head, then each event as HTTP/1.1 has it, with so many content events. Releasing one does nothing. */
    Iterator<ByteBuf> eachEvent(int contentEvents) {
        int further = contentEvents - NullTarget.CONTENT_EVENTS;
        return IntStream.range(0, parts.size() + further)
                .map(i -> i <= content ? i : Math.max(content, i - further))
                .mapToObj(i -> parts.get(i).duplicate())
                .iterator();
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
        return new NullAnswer("application/json", "content-length: " + body.length(), List.of(body), body);
    }

    /** Events, each with its blank line; each is a chunk of its own in HTTP/1.1. */
    static NullAnswer stream(List<String> events) {
        List<String> parts = new ArrayList<>();
        events.forEach(event -> parts.add(Integer.toHexString(event.length()) + "\r\n" + event + "\r\n"));
        parts.add("0\r\n\r\n");
        return new NullAnswer("text/event-stream", "transfer-encoding: chunked", parts, String.join("", events));
    }

    static ByteBuf ascii(String text) {
        return Unpooled.unreleasableBuffer(
                Unpooled.directBuffer(text.length()).writeBytes(text.getBytes(StandardCharsets.US_ASCII)));
    }
}
