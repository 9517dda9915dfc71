package dev.plimsoll.engine.dataset;

import java.util.List;

/**
 * Writes text of an exact number of tokens: numbers of nine digits, which tell texts apart, and running text of the {@link Corpus}.
 * What is written depends on the arguments alone. Belongs to one thread.
 *
 * <p>The pieces of a text add up: a text made by several calls is as long as the calls asked for, together. Where a vocabulary does not
 * promise that, {@link #fitted} makes it true of the whole.
 */
abstract sealed class TextWriter permits ByteWriter, WordWriter {
    /** Numbers are below this: nine digits. */
    static final long NUMBERS = 1_000_000_000;

    static final int DIGITS = 9;

    /** The words of the corpus, each with the space before it. */
    final String[] words;

    TextWriter(List<String> corpus) {
        this.words = corpus.stream().map(word -> " " + word).toArray(String[]::new);
    }

    static TextWriter of(Tokenizer tokenizer) {
        List<String> corpus = Corpus.words();
        return switch (tokenizer) {
            case CharsTokenizer _ -> new ByteWriter(corpus);
            case BpeTokenizer _ -> new WordWriter(corpus, tokenizer);
            default -> new FittedWriter(corpus, tokenizer);
        };
    }

    /** Words to begin at. */
    int places() {
        return words.length;
    }

    /**
     * Appends a number, as much of it as there is room for, then words.
     *
     * @param number 0 to {@link #NUMBERS}
     * @param place word to begin at
     * @param tokens length, at least 1
     */
    abstract void append(StringBuilder text, long number, int place, int tokens);

    /** A text of words and, last, a number. */
    abstract String numberLast(long number, int place, int tokens);

    /**
     * The whole text, exactly {@code tokens} long, where it was asked for in pieces of that length together.
     *
     * @param tail what follows the text and stays as it is
     * @param place where words are taken that are missing
     */
    abstract String fitted(StringBuilder text, String tail, int place, int tokens);

    /** A text of a number and words. */
    final String text(long number, int place, int tokens) {
        StringBuilder text = new StringBuilder(tokens * 6);
        append(text, number, place, tokens);
        return fitted(text, "", place, tokens);
    }

    final int after(int place) {
        return place + 1 == words.length ? 0 : place + 1;
    }

    /** The last {@code count} digits of a number, with leading zeros. */
    static void digits(StringBuilder text, long number, int count) {
        int from = text.length();
        text.repeat('0', count);
        long rest = number;
        for (int i = from + count - 1; i >= from; i--) {
            text.setCharAt(i, (char) ('0' + rest % 10));
            rest /= 10;
        }
    }
}
