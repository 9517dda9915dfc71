package dev.plimsoll.engine.dataset;

import java.util.Arrays;

/** The bytes that a base64 text stands for, read where they are needed: a file's head, without decoding the megabytes behind it. */
final class Base64Bytes {
    private static final byte[] VALUES = values();

    private final String text;
    private final int from;
    private final int length;

    /** The bytes of {@code text} from a character on. */
    Base64Bytes(String text, int from) {
        this.text = text;
        this.from = from;
        int end = text.length();
        while (end > from && text.charAt(end - 1) == '=') {
            end--;
        }
        this.length = (int) ((end - from) * 3L / 4);
    }

    private static byte[] values() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) 0);
        String digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < digits.length(); i++) {
            values[digits.charAt(i)] = (byte) i;
        }
        return values;
    }

    /** Number of bytes. */
    int length() {
        return length;
    }

    /** One byte, 0 to 255; -1 beyond the end. */
    int at(long index) {
        if (index < 0 || index >= length) {
            return -1;
        }
        int first = from + (int) (index / 3 * 4);
        return switch ((int) (index % 3)) {
            case 0 -> digit(first) << 2 | digit(first + 1) >> 4;
            case 1 -> (digit(first + 1) & 15) << 4 | digit(first + 2) >> 2;
            default -> (digit(first + 2) & 3) << 6 | digit(first + 3);
        };
    }

    /** A number of two bytes, the high one first; negative beyond the end. */
    int big16(long index) {
        return at(index + 1) < 0 ? -1 : at(index) << 8 | at(index + 1);
    }

    /** A number of four bytes, the high one first; negative beyond the end. */
    long big32(long index) {
        return at(index + 3) < 0 ? -1 : (long) big16(index) << 16 | big16(index + 2);
    }

    /** A number of four bytes, the low one first; negative beyond the end. */
    long little32(long index) {
        return at(index + 3) < 0
                ? -1
                : at(index) | at(index + 1) << 8 | at(index + 2) << 16 | (long) at(index + 3) << 24;
    }

    /** Whether these ASCII characters are there. */
    boolean has(long index, String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            if (at(index + i) != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int digit(int index) {
        char c = text.charAt(index);
        return c < VALUES.length ? VALUES[c] : 0;
    }
}
