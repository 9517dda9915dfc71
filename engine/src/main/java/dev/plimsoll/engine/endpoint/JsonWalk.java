package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.http.Swar;
import java.nio.charset.StandardCharsets;

/**
 * Steps over JSON in an array of bytes without making objects. Every step takes an index and returns the next, or {@link #UNSURE} where
 * it meets anything it does not expect; UNSURE goes through every step unharmed.
 *
 * <p>It is exact about the structure it is led through (an escaped quote, a key of the same name elsewhere, a bracket inside a string)
 * and only skims what it skips.
 */
abstract class JsonWalk {
    /** Not the JSON that was expected; a real parse must decide. */
    static final int UNSURE = -1;

    private static final int MAX_DEPTH = 62;

    private byte[] b = {};
    private int end;
    private int keyFrom;
    private int keyTo;
    private int valueFrom;
    private int valueTo;
    private int number;

    /** Sets out on {@code bytes[from, to)}; returns where the first value starts. */
    final int start(byte[] bytes, int from, int to) {
        b = bytes;
        end = to;
        return space(from);
    }

    /** Whether the walk came to the end, with nothing left but white space. */
    final boolean isWhole(int at) {
        return at != UNSURE && space(at) == end;
    }

    /** End of what is walked. */
    final int end() {
        return end;
    }

    /** Where the last string's inside starts. */
    final int valueFrom() {
        return valueFrom;
    }

    /** Where the last string's inside ends. */
    final int valueTo() {
        return valueTo;
    }

    /** The last number read. */
    final int number() {
        return number;
    }

    final boolean valueIs(byte[] word) {
        return equal(valueFrom, valueTo, word);
    }

    /** Over an opening bracket to the first member or the closing one. */
    final int open(int at, char bracket) {
        return starts(at, bracket) ? space(at + 1) : UNSURE;
    }

    /** Whether the bracket closes here. */
    final boolean closes(int at, char bracket) {
        return starts(at, bracket);
    }

    final boolean starts(int at, char c) {
        return at != UNSURE && at < end && b[at] == c;
    }

    /** Reads {@code "key" :} and returns where its value starts. */
    final int key(int at) {
        int next = starts(at, '"') ? at + 1 : UNSURE;
        if (next == UNSURE) {
            return UNSURE;
        }
        int quote = Swar.quoteOrBackslash(b, next, end);
        if (quote == end || b[quote] == '\\') {
            return UNSURE;
        }
        keyFrom = next;
        keyTo = quote;
        int colon = space(quote + 1);
        if (!starts(colon, ':')) {
            return UNSURE;
        }
        int value = space(colon + 1);
        return value < end ? value : UNSURE;
    }

    /** Behind a value: over the comma to the next member, or at the closing bracket. */
    final int comma(int at, char closing) {
        if (at == UNSURE) {
            return UNSURE;
        }
        int next = space(at);
        if (starts(next, ',')) {
            next = space(next + 1);
            return next < end && b[next] != closing ? next : UNSURE;
        }
        return starts(next, closing) ? next : UNSURE;
    }

    /** Over a string, whose inside is then at {@link #valueFrom}. */
    final int string(int at) {
        if (!starts(at, '"')) {
            return UNSURE;
        }
        int next = at + 1;
        while (true) {
            next = Swar.quoteOrBackslash(b, next, end);
            if (next >= end) {
                return UNSURE;
            }
            if (b[next] == '"') {
                valueFrom = at + 1;
                valueTo = next;
                return next + 1;
            }
            next += 2;
        }
    }

    /** Over a whole number of at most nine digits; anything else is unsure. */
    final int number(int at) {
        int next = at;
        int value = 0;
        while (next < end && b[next] >= '0' && b[next] <= '9' && next - at < 9) {
            value = value * 10 + (b[next] - '0');
            next++;
        }
        boolean ends = next < end && (b[next] == ',' || b[next] == '}' || b[next] == ']' || b[next] <= ' ');
        number = value;
        return next > at && ends ? next : UNSURE;
    }

    /** The end of the JSON number at {@code at}, or {@code at} where there is none. */
    final int numberEnd(int at) {
        return numberEnd(b, at, end);
    }

    /** The end of the JSON number at {@code at}, or {@code at} where there is none. */
    static int numberEnd(byte[] b, int at, int end) {
        int digits = at < end && b[at] == '-' ? at + 1 : at;
        int next = digitsEnd(b, digits, end);
        if (next == digits || (b[digits] == '0' && next > digits + 1)) {
            return at;
        }
        if (next < end && b[next] == '.') {
            int fraction = digitsEnd(b, next + 1, end);
            next = fraction > next + 1 ? fraction : next;
        }
        if (next < end && (b[next] == 'e' || b[next] == 'E')) {
            int sign = next + 1 < end && (b[next + 1] == '-' || b[next + 1] == '+') ? 1 : 0;
            int exponent = digitsEnd(b, next + 1 + sign, end);
            next = exponent > next + 1 + sign ? exponent : next;
        }
        return next;
    }

    private static int digitsEnd(byte[] b, int at, int end) {
        int next = at;
        while (next < end && b[next] >= '0' && b[next] <= '9') {
            next++;
        }
        return next;
    }

    /** Over any value. */
    final int skip(int at) {
        if (at == UNSURE || at >= end) {
            return UNSURE;
        }
        byte first = b[at];
        if (first == '"') {
            return string(at);
        }
        return first == '{' || first == '[' ? skipNested(at) : skipScalar(at);
    }

    /** Skips an object or array; {@code kinds} remembers of each open bracket whether it was a brace. */
    private int skipNested(int at) {
        long kinds = 0;
        int depth = 0;
        int next = at;
        while (next < end) {
            switch (b[next]) {
                case '"' -> {
                    next = string(next);
                    if (next == UNSURE) {
                        return UNSURE;
                    }
                }
                case '{', '[' -> {
                    kinds = kinds << 1 | (b[next] == '{' ? 1 : 0);
                    if (++depth > MAX_DEPTH) {
                        return UNSURE;
                    }
                    next++;
                }
                case '}', ']' -> {
                    if ((kinds & 1) != (b[next] == '}' ? 1 : 0)) {
                        return UNSURE;
                    }
                    kinds >>>= 1;
                    next++;
                    if (--depth == 0) {
                        return next;
                    }
                }
                default -> next++;
            }
        }
        return UNSURE;
    }

    private int skipScalar(int at) {
        int next = at;
        while (next < end && isScalar(b[next])) {
            next++;
        }
        boolean number = b[at] == '-' || (b[at] >= '0' && b[at] <= '9');
        boolean valid = number ? next > at : isNull(at) || isWord(at, "true") || isWord(at, "false");
        return valid ? next : UNSURE;
    }

    private static boolean isScalar(byte c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-' || c == '+' || c == '.' || c == 'E';
    }

    final boolean isNull(int at) {
        return starts(at, 'n') && isWord(at, "null");
    }

    private boolean isWord(int at, String word) {
        if (at == UNSURE || at + word.length() > end) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (b[at + i] != word.charAt(i)) {
                return false;
            }
        }
        return at + word.length() == end || !isScalar(b[at + word.length()]);
    }

    final int space(int at) {
        if (at == UNSURE) {
            return UNSURE;
        }
        int next = at;
        while (next < end && (b[next] == ' ' || b[next] == '\n' || b[next] == '\r' || b[next] == '\t')) {
            next++;
        }
        return next;
    }

    final boolean keyIs(byte[] key) {
        return equal(keyFrom, keyTo, key);
    }

    final boolean keyIsAny(byte[][] keys) {
        for (byte[] key : keys) {
            if (keyIs(key)) {
                return true;
            }
        }
        return false;
    }

    private boolean equal(int from, int to, byte[] word) {
        if (to - from != word.length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if (b[from + i] != word[i]) {
                return false;
            }
        }
        return true;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
