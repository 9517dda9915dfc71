package dev.plimsoll.engine.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * Says the head of a request of HTTP/1.1 in the words of HTTP/2 (RFC 9113, 8.2 and 8.3): names in lower case, {@code Host} as
 * {@code :authority}, nothing that speaks of the connection. A head that is the same as the last one but for its Content-Length is
 * not read again. Confined to one thread.
 */
final class Http2RequestHead {
    private static final byte[] LENGTH = "\r\nContent-Length: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final AsciiString CONTENT_LENGTH = AsciiString.cached("content-length");
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade", "te");

    private final AsciiString scheme;
    private byte[] lastHead = {};
    private Http2Headers lastHeaders = new DefaultHttp2Headers();

    Http2RequestHead(boolean tls) {
        this.scheme = AsciiString.cached(tls ? "https" : "http");
    }

    /**
     * The headers of a request; its reader index then stands at the body. Valid until the next call.
     *
     * @throws IllegalArgumentException where it is no request with a whole head
     */
    Http2Headers take(ByteBuf request) {
        int from = request.readerIndex();
        int end = indexOf(request, HEAD_END, from);
        if (end < 0) {
            throw new IllegalArgumentException("a request without the end of its head");
        }
        byte[] head = ByteBufUtil.getBytes(request, from, end - from, true);
        request.readerIndex(end + HEAD_END.length);
        int length = lastIndexOfLength(head);
        if (length < 0 || !Arrays.equals(head, 0, length, lastHead, 0, lastHead.length)) {
            lastHeaders = read(new String(head, StandardCharsets.UTF_8));
            lastHead = length < 0 ? new byte[0] : Arrays.copyOf(head, length);
        } else {
            lastHeaders.set(CONTENT_LENGTH, new AsciiString(head, length, head.length - length, false));
        }
        return lastHeaders;
    }

    private Http2Headers read(String head) {
        String[] lines = head.split("\r\n");
        String[] words = lines[0].split(" ");
        if (words.length != 3) {
            throw new IllegalArgumentException("not a request line: " + lines[0]);
        }
        Http2Headers headers =
                new DefaultHttp2Headers().method(words[0]).scheme(scheme).path(words[1]);
        for (String line : Arrays.asList(lines).subList(1, lines.length)) {
            int colon = line.indexOf(':');
            String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            byte[] value = line.substring(colon + 1).strip().getBytes(StandardCharsets.UTF_8);
            if (name.equals("host")) {
                headers.authority(new AsciiString(value, false));
            } else if (!OF_THE_CONNECTION.contains(name)) {
                headers.add(name, new AsciiString(value, false));
            }
        }
        return headers;
    }

    /** Where the value of a Content-Length begins that is the head's last line; -1 where it is not. */
    private static int lastIndexOfLength(byte[] head) {
        int value = head.length;
        while (value > 0 && head[value - 1] >= '0' && head[value - 1] <= '9') {
            value--;
        }
        int from = value - LENGTH.length;
        return value < head.length && from >= 0 && Arrays.equals(head, from, value, LENGTH, 0, LENGTH.length)
                ? value
                : -1;
    }

    private static int indexOf(ByteBuf bytes, byte[] what, int from) {
        int last = bytes.writerIndex() - what.length;
        for (int at = bytes.indexOf(from, bytes.writerIndex(), what[0]);
                at >= 0 && at <= last;
                at = bytes.indexOf(at + 1, bytes.writerIndex(), what[0])) {
            int matched = 1;
            while (matched < what.length && bytes.getByte(at + matched) == what[matched]) {
                matched++;
            }
            if (matched == what.length) {
                return at;
            }
        }
        return -1;
    }
}
