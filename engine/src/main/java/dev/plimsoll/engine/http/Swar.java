package dev.plimsoll.engine.http;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds bytes eight at a time in a plain array ("SIMD within a register").
 *
 * <p>The tests are the classic ones of Anderson's Bit Twiddling Hacks ("determine if a word has a byte less than n"): a borrow runs
 * upwards only out of a byte that matches, so the <em>lowest</em> flagged byte is always right, and it is the only one used.
 */
public final class Swar {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long BELOW_SO = ONES * 0x0E;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';

    private Swar() {}

    /** Index of the first CR or LF in {@code bytes[from, to)}, or {@code to}. */
    public static int lineEnd(byte[] bytes, int from, int to) {
        int i = from;
        while (i <= to - Long.BYTES) {
            long word = (long) LONGS.get(bytes, i);
            // Bytes below 0x0E: LF and CR, and the rare TAB, VT, FF and controls, which are looked at one by one.
            long hit = (word - BELOW_SO) & ~word & HIGHS;
            if (hit == 0) {
                i += Long.BYTES;
                continue;
            }
            i += Long.numberOfTrailingZeros(hit) >>> 3;
            if (isLineEnd(bytes[i])) {
                return i;
            }
            i++;
        }
        while (i < to && !isLineEnd(bytes[i])) {
            i++;
        }
        return i;
    }

    /** Index of the first double quote or backslash in {@code bytes[from, to)}, or {@code to}. */
    public static int quoteOrBackslash(byte[] bytes, int from, int to) {
        int i = from;
        while (i <= to - Long.BYTES) {
            long word = (long) LONGS.get(bytes, i);
            long quotes = word ^ QUOTES;
            long backslashes = word ^ BACKSLASHES;
            long hit = (((quotes - ONES) & ~quotes) | ((backslashes - ONES) & ~backslashes)) & HIGHS;
            if (hit != 0) {
                return i + (Long.numberOfTrailingZeros(hit) >>> 3);
            }
            i += Long.BYTES;
        }
        while (i < to && bytes[i] != '"' && bytes[i] != '\\') {
            i++;
        }
        return i;
    }

    private static boolean isLineEnd(byte b) {
        return b == '\n' || b == '\r';
    }
}
