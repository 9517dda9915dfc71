package dev.plimsoll.engine.dataset;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Writes prompts of an exact number of tokens: a unique number, then running text of the {@link Corpus} from a random word on.
 *
 * <p>The number comes first so that no two prompts share a prefix that a server could have cached.
 *
 * <p>No prompt is ever tokenized. Byte-pair tokenizers first split a text into pieces and encode each by itself; a piece never reaches over
 * the space before a letter. So the counts of words with their space are additive, and are taken once. Digits are split into groups of
 * three, each of which is one token in both vocabularies. A test counts whole prompts to hold this.
 *
 * <p>Belongs to one thread.
 */
final class PromptWriter {
    private static final int DIGITS_PER_TOKEN = 3;
    private static final int NUMBER_TOKENS = 3;
    private static final long NUMBERS = 1_000_000_000;

    /** Coprime to {@link #NUMBERS}, so that consecutive prompts have different first digits and no number comes twice. */
    private static final long STRIDE = 382_416_967;

    private final String[] words;
    private final int[] costs;
    private final boolean bytewise;
    private final long firstNumber;
    private final RandomGenerator random;
    private long prompts;

    /**
     * A writer.
     *
     * @param tokenizer what counts
     * @param random where each text begins
     */
    PromptWriter(Tokenizer tokenizer, RandomGenerator random) {
        List<String> corpus = Corpus.words();
        this.words = corpus.stream().map(word -> " " + word).toArray(String[]::new);
        this.costs =
                corpus.stream().mapToInt(word -> tokenizer.count(" " + word)).toArray();
        this.bytewise = tokenizer instanceof CharsTokenizer;
        this.firstNumber = random.nextLong(NUMBERS);
        this.random = random;
    }

    /**
     * The next prompt. Different from every other of this writer where it has room for the whole number: {@value #NUMBER_TOKENS} tokens.
     *
     * @param tokens exact length, at least 1
     */
    String next(int tokens) {
        long number = Math.floorMod(firstNumber + prompts++ * STRIDE, NUMBERS);
        int word = random.nextInt(words.length);
        return bytewise ? ofBytes(tokens, number, word) : ofWords(tokens, number, word);
    }

    private String ofWords(int tokens, long number, int firstWord) {
        int groups = Math.min(tokens, NUMBER_TOKENS);
        StringBuilder text = new StringBuilder(tokens * 6);
        digits(text, number, groups * DIGITS_PER_TOKEN);
        int left = tokens - groups;
        for (int word = firstWord; left > 0; word = word + 1 == words.length ? 0 : word + 1) {
            if (costs[word] <= left) {
                text.append(words[word]);
                left -= costs[word];
            }
        }
        return text.toString();
    }

    private String ofBytes(int tokens, long number, int firstWord) {
        int bytes = tokens * CharsTokenizer.BYTES_PER_TOKEN; // the corpus is ASCII
        StringBuilder text = new StringBuilder(bytes + 16);
        digits(text, number, Math.min(bytes, NUMBER_TOKENS * DIGITS_PER_TOKEN));
        for (int word = firstWord; text.length() < bytes; word = word + 1 == words.length ? 0 : word + 1) {
            text.append(words[word]);
        }
        text.setLength(bytes);
        return text.toString();
    }

    /** The last {@code count} digits of a number, with leading zeros. */
    private static void digits(StringBuilder text, long number, int count) {
        int from = text.length();
        text.repeat('0', count);
        long rest = number;
        for (int i = from + count - 1; i >= from; i--) {
            text.setCharAt(i, (char) ('0' + rest % 10));
            rest /= 10;
        }
    }
}
