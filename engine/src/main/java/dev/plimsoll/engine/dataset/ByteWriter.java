package dev.plimsoll.engine.dataset;

import java.util.List;

/** For tokens of a fixed number of bytes. The corpus is ASCII. */
final class ByteWriter extends TextWriter {
    ByteWriter(List<String> corpus) {
        super(corpus);
    }

    @Override
    void append(StringBuilder text, long number, int place, int tokens) {
        int bytes = tokens * CharsTokenizer.BYTES_PER_TOKEN;
        int digits = Math.min(bytes, DIGITS);
        digits(text, number, digits);
        words(text, place, bytes - digits);
    }

    @Override
    String numberLast(long number, int place, int tokens) {
        int bytes = tokens * CharsTokenizer.BYTES_PER_TOKEN;
        int digits = Math.min(bytes, DIGITS);
        StringBuilder text = new StringBuilder(bytes + DIGITS);
        words(text, place, bytes - digits);
        digits(text, number, digits);
        return text.toString();
    }

    private void words(StringBuilder text, int place, int bytes) {
        int end = text.length() + bytes;
        for (int word = place; text.length() < end; word = after(word)) {
            text.append(words[word]);
        }
        text.setLength(end);
    }

    @Override
    String fitted(StringBuilder text, String tail, int place, int tokens) {
        return text + tail;
    }
}
