package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.problem.PlimsollException;
import java.util.Arrays;
import java.util.List;

/**
 * For any vocabulary: words are written by what each costs behind another, and the whole text is counted; where that does not come out, its
 * last words are taken away or further ones are added until it does.
 */
final class FittedWriter extends WordWriter {
    /** More corrections than this mean that the length cannot be met. */
    private static final int MOST_CORRECTIONS = 200;

    /** What stands before a word or a number when its cost is taken. */
    private static final String BEFORE = "a";

    private final Tokenizer tokenizer;
    private final String[] shortest;

    FittedWriter(List<String> corpus, Tokenizer tokenizer) {
        super(corpus, costs(corpus, tokenizer));
        this.tokenizer = tokenizer;
        this.shortest = shortest(tokenizer);
    }

    private static int[] costs(List<String> corpus, Tokenizer tokenizer) {
        int before = tokenizer.count(BEFORE);
        return corpus.stream()
                .mapToInt(word -> Math.max(1, tokenizer.count(BEFORE + " " + word) - before))
                .toArray();
    }

    /** Pieces of a single token behind a word: words where there are such, else signs. */
    private String[] shortest(Tokenizer tokenizer) {
        int before = tokenizer.count(BEFORE);
        String[] own = Arrays.stream(words)
                .filter(word -> tokenizer.count(BEFORE + word) - before == 1)
                .distinct()
                .toArray(String[]::new);
        return own.length > 0 ? own : new String[] {"e", ".", "!"};
    }

    @Override
    int number(StringBuilder text, long number, int most) {
        String before = text.isEmpty() ? "" : BEFORE; // digits may join what they follow
        int cost = tokenizer.count(before);
        for (int digits = DIGITS; digits > 0; digits--) {
            StringBuilder written = new StringBuilder(before);
            digits(written, number, digits);
            int tokens = tokenizer.count(written.toString()) - cost;
            if (tokens <= most) {
                text.append(written, before.length(), written.length());
                return Math.max(0, tokens);
            }
        }
        return 0;
    }

    @Override
    String fitted(StringBuilder text, String tail, int place, int tokens) {
        int next = place;
        for (int i = 0; i < MOST_CORRECTIONS; i++) {
            String whole = text + tail;
            int missing = tokens - tokenizer.count(whole);
            if (missing == 0) {
                return whole;
            }
            for (int k = 0; k < missing; k++) {
                String piece = shortest[next++ % shortest.length];
                text.append(text.isEmpty() ? piece.strip() : piece);
            }
            if (missing < 0) {
                shorten(text);
            }
        }
        throw PlimsollException.usage("The tokenizer " + tokenizer.name() + " cannot make a text of exactly " + tokens
                + (tokens == 1 ? " token" : " tokens") + "; use another length or tokenizer.");
    }

    /** Takes the last word away, or the last sign of a text without words. */
    private static void shorten(StringBuilder text) {
        int space = text.lastIndexOf(" ");
        text.setLength(Math.max(0, space < 0 ? text.length() - 1 : space));
    }
}
