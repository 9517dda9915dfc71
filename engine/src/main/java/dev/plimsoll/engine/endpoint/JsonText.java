package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.http.GrowingBytes;
import java.nio.charset.StandardCharsets;

/** JSON strings to bytes and back. */
final class JsonText {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    /** Characters encoded per reservation; each takes six bytes at most. */
    private static final int BLOCK = 1024;

    private JsonText() {}

    /** Appends {@code "text"} with quotes. */
    static void string(GrowingBytes out, String text) {
        out.append((byte) '"');
        body(out, text);
        out.append((byte) '"');
    }

    /** Appends text that is JSON already. */
    static void raw(GrowingBytes out, String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        out.append(bytes, 0, bytes.length);
    }

    /** Appends a whole number, 0 or more, in decimal. */
    static void number(GrowingBytes out, int value) {
        assert value >= 0;
        byte[] bytes = out.room(10);
        int digits = 1;
        for (int rest = value; rest >= 10; rest /= 10) {
            digits++;
        }
        int end = out.length() + digits;
        int rest = value;
        for (int i = end - 1; i >= out.length(); i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        out.used(end);
    }

    /** Appends the inside of a JSON string: UTF-8, escaped where JSON demands it. */
    static void body(GrowingBytes out, String text) {
        int length = text.length();
        int i = 0;
        while (i < length) {
            int blockEnd = Math.min(length, i + BLOCK);
            byte[] bytes = out.room(6 * BLOCK + 6);
            int at = out.length();
            while (i < blockEnd) {
                char c = text.charAt(i++);
                if (c < 0x80 && c >= 0x20 && c != '"' && c != '\\') {
                    bytes[at++] = (byte) c;
                } else if (c < 0x80) {
                    at = escape(bytes, at, c);
                } else if (c < 0x800) {
                    bytes[at++] = (byte) (0xC0 | c >> 6);
                    bytes[at++] = (byte) (0x80 | c & 0x3F);
                } else if (Character.isHighSurrogate(c) && i < length && Character.isLowSurrogate(text.charAt(i))) {
                    int point = Character.toCodePoint(c, text.charAt(i++));
                    bytes[at++] = (byte) (0xF0 | point >> 18);
                    bytes[at++] = (byte) (0x80 | point >> 12 & 0x3F);
                    bytes[at++] = (byte) (0x80 | point >> 6 & 0x3F);
                    bytes[at++] = (byte) (0x80 | point & 0x3F);
                } else if (Character.isSurrogate(c)) {
                    at = unicode(bytes, at, c); // half a pair has no UTF-8
                } else {
                    bytes[at++] = (byte) (0xE0 | c >> 12);
                    bytes[at++] = (byte) (0x80 | c >> 6 & 0x3F);
                    bytes[at++] = (byte) (0x80 | c & 0x3F);
                }
            }
            out.used(at);
        }
    }

    /** The text of a raw JSON string body (UTF-8, escapes not resolved). A broken escape is left as it is. */
    static String decode(byte[] bytes, int from, int to) {
        String raw = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        int backslash = raw.indexOf('\\');
        if (backslash < 0) {
            return raw;
        }
        StringBuilder text = new StringBuilder(raw.length()).append(raw, 0, backslash);
        int i = backslash;
        while (i < raw.length()) {
            char c = raw.charAt(i++);
            if (c != '\\' || i == raw.length()) {
                text.append(c);
                continue;
            }
            char kind = raw.charAt(i++);
            switch (kind) {
                case 'n' -> text.append('\n');
                case 't' -> text.append('\t');
                case 'r' -> text.append('\r');
                case 'b' -> text.append('\b');
                case 'f' -> text.append('\f');
                case 'u' -> {
                    int value = hex4(raw, i);
                    if (value < 0) {
                        text.append("\\u");
                    } else {
                        text.append((char) value);
                        i += 4;
                    }
                }
                default -> text.append(kind);
            }
        }
        return text.toString();
    }

    private static int hex4(String text, int from) {
        if (from + 4 > text.length()) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private static int escape(byte[] bytes, int at, char c) {
        byte letter = switch (c) {
            case '"', '\\' -> (byte) c;
            case '\n' -> 'n';
            case '\r' -> 'r';
            case '\t' -> 't';
            default -> -1;
        };
        if (letter < 0) {
            return unicode(bytes, at, c);
        }
        bytes[at] = '\\';
        bytes[at + 1] = letter;
        return at + 2;
    }

    private static int unicode(byte[] bytes, int at, char c) {
        bytes[at] = '\\';
        bytes[at + 1] = 'u';
        bytes[at + 2] = HEX[c >> 12 & 0xF];
        bytes[at + 3] = HEX[c >> 8 & 0xF];
        bytes[at + 4] = HEX[c >> 4 & 0xF];
        bytes[at + 5] = HEX[c & 0xF];
        return at + 6;
    }
}
