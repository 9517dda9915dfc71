package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.http.Swar;
import java.util.Arrays;

/**
 * The bytes that the events of one stream have in common: everything but the text, and the few values beside it that vary and mean
 * nothing (a sequence number, a random filling). An event with the same bytes around well-formed values means the same.
 */
final class LearnedFrame {
    /** Longest frame worth learning; a longer one (log probabilities) changes with every event anyway. */
    private static final int MAX_BYTES = 4096;

    /** The common bytes, gaps left out. */
    private byte[] fixed = {};

    private int fixedLength;
    /** Gaps, of which one is the text; 0 where nothing is learned. */
    private int gaps;

    private int textGap;
    /** Where in {@link #fixed} each gap is. */
    private final int[] places = new int[AnswerFacts.MAX_GAPS];

    private final boolean[] isString = new boolean[AnswerFacts.MAX_GAPS];

    private int textFrom;
    private int textTo;

    void forget() {
        gaps = 0;
    }

    /** Learns from an event whose facts are one text; nothing where too much varies. */
    void learn(byte[] bytes, int from, int to, AnswerFacts facts) {
        gaps = 0;
        if (to - from > MAX_BYTES || facts.gaps() > AnswerFacts.MAX_GAPS) {
            return;
        }
        if (fixed.length < to - from) {
            fixed = new byte[Math.min(MAX_BYTES, (to - from) * 2)];
        }
        int at = from;
        int used = 0;
        for (int i = 0; i < facts.gaps(); i++) {
            int length = facts.gapFrom(i) - at;
            System.arraycopy(bytes, at, fixed, used, length);
            used += length;
            places[i] = used;
            isString[i] = facts.gapIsString(i);
            if (facts.gapFrom(i) == facts.from(0)) {
                textGap = i;
            }
            at = facts.gapTo(i);
        }
        System.arraycopy(bytes, at, fixed, used, to - at);
        fixedLength = used + to - at;
        gaps = facts.gaps();
    }

    /** Whether this is such an event; its text is then at {@link #textFrom}, and is not empty. */
    boolean matches(byte[] bytes, int from, int to) {
        return gaps == 1 ? matchesAroundText(bytes, from, to) : gaps > 1 && matchesAroundGaps(bytes, from, to);
    }

    /** The text is all that varies: it begins and ends where the common bytes do. */
    private boolean matchesAroundText(byte[] bytes, int from, int to) {
        int before = places[0];
        int begin = from + before;
        int end = to - (fixedLength - before);
        if (end <= begin
                || !Arrays.equals(bytes, from, begin, fixed, 0, before)
                || !Arrays.equals(bytes, end, to, fixed, before, fixedLength)
                || stringEnd(bytes, begin, end) != end) {
            return false;
        }
        textFrom = begin;
        textTo = end;
        return true;
    }

    private boolean matchesAroundGaps(byte[] bytes, int from, int to) {
        int at = from;
        int used = 0;
        for (int i = 0; i < gaps; i++) {
            int length = places[i] - used;
            if (to - at < length || !Arrays.equals(bytes, at, at + length, fixed, used, places[i])) {
                return false;
            }
            at += length;
            used = places[i];
            int end = isString[i] ? stringEnd(bytes, at, to) : JsonWalk.numberEnd(bytes, at, to);
            if (end < 0) {
                return false;
            }
            if (i == textGap) {
                textFrom = at;
                textTo = end;
            }
            at = end;
        }
        return textTo > textFrom && Arrays.equals(bytes, at, to, fixed, used, fixedLength);
    }

    /** Where a string ends whose inside begins at {@code at}: at its quote or at {@code to}; -1 where that is within an escape. */
    private static int stringEnd(byte[] bytes, int at, int to) {
        int next = at;
        while ((next = Swar.quoteOrBackslash(bytes, next, to)) < to) {
            if (bytes[next] == '"') {
                return next;
            }
            next += 2;
        }
        return next == to ? to : -1;
    }

    /** Where the inside of the text begins. */
    int textFrom() {
        return textFrom;
    }

    /** Where the inside of the text ends. */
    int textTo() {
        return textTo;
    }
}
