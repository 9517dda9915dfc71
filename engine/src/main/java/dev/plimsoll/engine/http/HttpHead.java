package dev.plimsoll.engine.http;

import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Status line and headers of one answer, as bytes; reused from answer to answer, so read it only while it is handed to you.
 *
 * <p>What decides the framing is kept as numbers while the lines come in; any other header is looked up when somebody asks.
 */
public final class HttpHead {
    /** Longest head accepted, bytes. */
    static final int MAX_BYTES = 64 << 10;

    private static final String VERSION_1 = "HTTP/1.";

    final GrowingBytes raw = new GrowingBytes();

    private int status;
    private int minorVersion;
    private long contentLength;
    private boolean chunked;
    private boolean close;
    private boolean keepAlive;
    private int typeFrom;
    private int typeTo;
    private int requestIdFrom;
    private int requestIdTo;
    private boolean encoded;
    private boolean serverTiming;
    private int modelFrom;
    private int modelTo;

    void reset() {
        raw.clear();
        status = 0;
        minorVersion = 1;
        contentLength = -1;
        chunked = false;
        close = false;
        keepAlive = false;
        typeFrom = 0;
        typeTo = 0;
        requestIdFrom = 0;
        requestIdTo = 0;
        encoded = false;
        serverTiming = false;
        modelFrom = 0;
        modelTo = 0;
    }

    /** The status code, 100 to 999. */
    public int status() {
        return status;
    }

    /** The announced length of the body, or -1 where none was given. */
    public long contentLength() {
        return contentLength;
    }

    /** Whether the body comes in chunks. */
    public boolean chunked() {
        return chunked;
    }

    /** Whether the connection may carry another request, as far as the head says. */
    public boolean keepsAlive() {
        return !close && (minorVersion >= 1 || keepAlive);
    }

    /** Whether the body is compressed or otherwise encoded. */
    public boolean encoded() {
        return encoded;
    }

    /** Whether the media type of the body is this one; parameters and case are ignored. */
    public boolean contentTypeIs(String mediaType) {
        byte[] bytes = raw.array();
        int length = mediaType.length();
        if (typeTo - typeFrom < length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (lower(bytes[typeFrom + i]) != mediaType.charAt(i)) {
                return false;
            }
        }
        if (typeTo - typeFrom == length) {
            return true;
        }
        byte next = bytes[typeFrom + length];
        return next == ';' || next == ' ' || next == '\t';
    }

    /** The value of {@code X-Request-Id}, or null. */
    public @Nullable String requestId() {
        return requestIdTo == requestIdFrom
                ? null
                : new String(raw.array(), requestIdFrom, requestIdTo - requestIdFrom, StandardCharsets.UTF_8);
    }

    /** Whether there is a {@code Server-Timing} header. */
    public boolean hasServerTiming() {
        return serverTiming;
    }

    /** The value of {@code X-Plimsoll-Model}, or null. */
    public @Nullable String routedModel() {
        return modelTo == modelFrom
                ? null
                : new String(raw.array(), modelFrom, modelTo - modelFrom, StandardCharsets.UTF_8);
    }

    /** The first value of a header by its lower-case name, or null where there is none. Makes a string where there is one. */
    public @Nullable String header(String lowerCaseName) {
        byte[] bytes = raw.array();
        int length = lowerCaseName.length();
        int at = 0;
        while (at < raw.length()) {
            int colon = at + length;
            if (colon < raw.length() && bytes[colon] == ':' && equalsLower(bytes, at, lowerCaseName)) {
                int end = lineEnd(bytes, colon);
                int from = trimStart(bytes, colon + 1, end);
                return new String(bytes, from, trimEnd(bytes, from, end) - from, StandardCharsets.UTF_8);
            }
            at = lineEnd(bytes, at) + 1;
        }
        return null;
    }

    /** Where the values of a header go that may come several times. */
    public interface ValueSink {
        /** One header's value {@code bytes[from, to)}, surrounding blanks excluded; valid during the call. */
        void value(byte[] bytes, int from, int to);
    }

    /** Tells every value of a header by its lower-case name, in the order of their coming. Makes no object. */
    public void values(String lowerCaseName, ValueSink sink) {
        byte[] bytes = raw.array();
        int at = 0;
        while (at < raw.length()) {
            int end = lineEnd(bytes, at);
            int colon = at + lowerCaseName.length();
            if (colon < end && bytes[colon] == ':' && equalsLower(bytes, at, lowerCaseName)) {
                int from = trimStart(bytes, colon + 1, end);
                sink.value(bytes, from, trimEnd(bytes, from, end));
            }
            at = end + 1;
        }
    }

    private int lineEnd(byte[] bytes, int from) {
        int end = from;
        while (end < raw.length() && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    private static boolean startsWith(byte[] b, int from, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (b[from + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean equalsLower(byte[] b, int from, String lowerName) {
        for (int i = 0; i < lowerName.length(); i++) {
            if (lower(b[from + i]) != lowerName.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The head as it came, for people. */
    public String text() {
        return raw.text();
    }

    /** Refuses the beginning of a status line where no other bytes could make it one: who sends them may send no line end at all. */
    void statusLineBegins(int from, int to) {
        byte[] b = raw.array();
        boolean perhapsBlank = to - from == 1 && b[from] == '\r';
        if (!perhapsBlank && !startsWith(b, from, VERSION_1.substring(0, Math.min(VERSION_1.length(), to - from)))) {
            throw new HttpProtocolException("not an HTTP/1.1 status line: " + sample(b, from, to));
        }
    }

    /** Takes the status line {@code raw[from, to)}, line end excluded. */
    void statusLine(int from, int to) {
        byte[] b = raw.array();
        boolean http1 = to - from >= 12
                && startsWith(b, from, VERSION_1)
                && isDigit(b[from + 7])
                && b[from + 8] == ' '
                && isDigit(b[from + 9])
                && isDigit(b[from + 10])
                && isDigit(b[from + 11])
                && (to - from == 12 || b[from + 12] == ' ');
        if (!http1 || b[from + 9] == '0') {
            throw new HttpProtocolException("not an HTTP/1.1 status line: " + sample(b, from, to));
        }
        minorVersion = b[from + 7] - '0';
        status = (b[from + 9] - '0') * 100 + (b[from + 10] - '0') * 10 + (b[from + 11] - '0');
    }

    /** Takes the head of an answer over HTTP/2, as lines of text like the other's. */
    void take(int newStatus, Http2Headers headers) {
        reset();
        append("HTTP/2 " + newStatus);
        raw.append((byte) '\n');
        for (Map.Entry<CharSequence, CharSequence> header : headers) {
            int from = raw.length();
            if (header.getKey().charAt(0) != ':') {
                append(header.getKey());
                raw.append((byte) ':');
                raw.append((byte) ' ');
                append(header.getValue());
                headerLine(from, raw.length());
                raw.append((byte) '\n');
            }
        }
        if (newStatus < 200 || newStatus > 999) {
            throw new HttpProtocolException("not a status: " + newStatus);
        }
        status = newStatus;
    }

    private void append(CharSequence text) {
        if (text instanceof AsciiString ascii) {
            raw.append(ascii.array(), ascii.arrayOffset(), ascii.arrayOffset() + ascii.length());
        } else {
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            raw.append(bytes, 0, bytes.length);
        }
    }

    /** Takes a header line {@code raw[from, to)}, line end excluded and not blank. */
    void headerLine(int from, int to) {
        byte[] b = raw.array();
        if (b[from] == ' ' || b[from] == '\t') {
            return; // a folded line (obsolete): part of a header we do not read, for those we read are short
        }
        int colon = from;
        while (colon < to && b[colon] != ':') {
            colon++;
        }
        if (colon == to || colon == from) {
            throw new HttpProtocolException("not a header line: " + sample(b, from, to));
        }
        int nameEnd = trimEnd(b, from, colon);
        int valueFrom = trimStart(b, colon + 1, to);
        int valueTo = trimEnd(b, valueFrom, to);
        switch (nameEnd - from) {
            case 10 -> {
                if (equalsLower(b, from, "connection")) {
                    close |= hasToken(b, valueFrom, valueTo, "close");
                    keepAlive |= hasToken(b, valueFrom, valueTo, "keep-alive");
                }
            }
            case 12 -> {
                if (equalsLower(b, from, "content-type")) {
                    typeFrom = valueFrom;
                    typeTo = valueTo;
                } else if (equalsLower(b, from, "x-request-id")) {
                    requestIdFrom = valueFrom;
                    requestIdTo = valueTo;
                }
            }
            case 13 -> serverTiming |= equalsLower(b, from, "server-timing");
            case 14 -> {
                if (equalsLower(b, from, "content-length")) {
                    contentLength(b, valueFrom, valueTo);
                }
            }
            case 16 -> {
                if (equalsLower(b, from, "content-encoding")) {
                    encoded = !hasToken(b, valueFrom, valueTo, "identity") && valueFrom < valueTo;
                } else if (equalsLower(b, from, "x-plimsoll-model")) {
                    modelFrom = valueFrom;
                    modelTo = valueTo;
                }
            }
            case 17 -> {
                if (equalsLower(b, from, "transfer-encoding")) {
                    transferEncoding(b, valueFrom, valueTo);
                }
            }
            default -> {}
        }
    }

    private void contentLength(byte[] b, int from, int to) {
        long value = 0;
        boolean valid = to > from && to - from <= 18;
        for (int i = from; i < to && valid; i++) {
            valid = isDigit(b[i]);
            value = value * 10 + (b[i] - '0');
        }
        if (!valid || (contentLength >= 0 && contentLength != value)) {
            throw new HttpProtocolException("unusable Content-Length: " + sample(b, from, to));
        }
        contentLength = value;
    }

    private void transferEncoding(byte[] b, int from, int to) {
        if (to - from != 7 || !hasToken(b, from, to, "chunked")) {
            if (!(to - from == 8 && hasToken(b, from, to, "identity"))) {
                throw new HttpProtocolException("unusable Transfer-Encoding: " + sample(b, from, to));
            }
            return;
        }
        chunked = true;
    }

    /** Whether a comma-separated list holds a lower-case token, in any case. */
    private static boolean hasToken(byte[] b, int from, int to, String token) {
        int at = from;
        while (at < to) {
            int end = at;
            while (end < to && b[end] != ',') {
                end++;
            }
            int start = trimStart(b, at, end);
            int stop = trimEnd(b, start, end);
            if (stop - start == token.length()) {
                int i = 0;
                while (i < token.length() && lower(b[start + i]) == token.charAt(i)) {
                    i++;
                }
                if (i == token.length()) {
                    return true;
                }
            }
            at = end + 1;
        }
        return false;
    }

    private static int lower(byte b) {
        return b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static int trimStart(byte[] b, int from, int to) {
        int i = from;
        while (i < to && (b[i] == ' ' || b[i] == '\t')) {
            i++;
        }
        return i;
    }

    private static int trimEnd(byte[] b, int from, int to) {
        int i = to;
        while (i > from && (b[i - 1] == ' ' || b[i - 1] == '\t' || b[i - 1] == '\r')) {
            i--;
        }
        return i;
    }

    /** A short printable piece of what came, for a message. */
    static String sample(byte[] b, int from, int to) {
        int end = Math.min(to, from + 80);
        StringBuilder text = new StringBuilder(end - from + 2).append('"');
        for (int i = from; i < end; i++) {
            text.append(b[i] >= ' ' && b[i] < 0x7F ? (char) b[i] : '.');
        }
        return text.append(end < to ? "...\"" : "\"").toString();
    }
}
