package dev.plimsoll.engine.dataset;

import java.util.Arrays;
import java.util.List;

/**
 * For OpenAI's byte-pair vocabularies. No text is tokenized whole: these vocabularies first split a text into pieces and encode each by itself;
 * a piece never reaches over the space before a letter, or from letters into digits. So the counts of words with their space are additive, and are taken
 * once. Digits are split into groups of three, each of which is one token. A test counts whole prompts to hold this.
 */
sealed class WordWriter extends TextWriter permits FittedWriter {
    private static final int DIGITS_PER_TOKEN = 3;
    private static final int NUMBER_TOKENS = DIGITS / DIGITS_PER_TOKEN;

    private final int[] costs;

    WordWriter(List<String> corpus, Tokenizer tokenizer) {
        super(corpus);
        this.costs = Arrays.stream(words).mapToInt(tokenizer::count).toArray();
    }

    /** For counts of words in a text that are taken otherwise. */
    WordWriter(List<String> corpus, int[] costs) {
        super(corpus);
        this.costs = costs;
    }

    @Override
    final void append(StringBuilder text, long number, int place, int tokens) {
        int used = number(text, number, tokens);
        words(text, place, tokens - used);
    }

    @Override
    final String numberLast(long number, int place, int tokens) {
        StringBuilder digits = new StringBuilder(DIGITS);
        int used = number(digits, number, tokens);
        StringBuilder text = new StringBuilder(tokens * 6);
        words(text, place, tokens - used);
        return fitted(text, digits.toString(), place, tokens);
    }

    /** Appends as many digits as {@code most} tokens hold; the tokens of those. */
    int number(StringBuilder text, long number, int most) {
        int groups = Math.min(most, NUMBER_TOKENS);
        digits(text, number, groups * DIGITS_PER_TOKEN);
        return groups;
    }

    /** Appends words of exactly so many tokens; words that are too long for what is left are passed over. */
    final void words(StringBuilder text, int place, int tokens) {
        int left = tokens;
        for (int word = place; left > 0; word = after(word)) {
            if (costs[word] <= left) {
                text.append(words[word]);
                left -= costs[word];
            }
        }
    }

    @Override
    String fitted(StringBuilder text, String tail, int place, int tokens) {
        return text + tail;
    }
}
