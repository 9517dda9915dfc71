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

    /** The common bytes, gap after gap left out. */
    private byte[] fixed = {};

    /** Length of the common bytes before each gap and, behind those, of the rest. */
    private final int[] lengths = new int[AnswerFacts.MAX_GAPS + 1];

    private final boolean[] isString = new boolean[AnswerFacts.MAX_GAPS];
    private int gaps;
    private int textGap;
    private boolean learned;

    private int textFrom;
    private int textTo;

    void forget() {
        learned = false;
    }

    /** Learns from an event whose facts are one text; nothing where too much varies. */
    void learn(byte[] bytes, int from, int to, AnswerFacts facts) {
        learned = false;
        if (to - from > MAX_BYTES || facts.gaps() == 0 || facts.gaps() > AnswerFacts.MAX_GAPS) {
            return;
        }
        if (fixed.length < to - from) {
            fixed = new byte[Math.min(MAX_BYTES, (to - from) * 2)];
        }
        gaps = facts.gaps();
        int at = from;
        int used = 0;
        for (int i = 0; i < gaps; i++) {
            lengths[i] = facts.gapFrom(i) - at;
            System.arraycopy(bytes, at, fixed, used, lengths[i]);
            used += lengths[i];
            at = facts.gapTo(i);
            isString[i] = facts.gapIsString(i);
            if (facts.gapFrom(i) == facts.from(0)) {
                textGap = i;
                learned = true;
            }
        }
        lengths[gaps] = to - at;
        System.arraycopy(bytes, at, fixed, used, lengths[gaps]);
    }

    /** Whether this is such an event; its text is then at {@link #textFrom}, and is not empty. */
    boolean matches(byte[] bytes, int from, int to) {
        if (!learned) {
            return false;
        }
        int at = from;
        int used = 0;
        for (int i = 0; i < gaps; i++) {
            int length = lengths[i];
            if (to - at < length || !Arrays.equals(bytes, at, at + length, fixed, used, used + length)) {
                return false;
            }
            at += length;
            used += length;
            int end = isString[i] ? stringEnd(bytes, at, to) : JsonWalk.numberEnd(bytes, at, to);
            if (i == textGap) {
                textFrom = at;
                textTo = end;
            }
            at = end;
        }
        int length = lengths[gaps];
        return to - at == length
                && textTo > textFrom
                && Arrays.equals(bytes, at, to, fixed, used, used + length);
    }

    /** The quote that ends a string whose inside begins at {@code at}; what follows is compared then. */
    private static int stringEnd(byte[] bytes, int at, int to) {
        int next = at;
        while ((next = Swar.quoteOrBackslash(bytes, next, to)) < to && bytes[next] == '\\') {
            next += 2;
        }
        return Math.min(next, to);
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
