package dev.plimsoll.engine.dataset;

import java.util.random.RandomGenerator;

/**
 * Writes prompts of an exact number of tokens, each with a number that no other has, then running text from a random word on.
 *
 * <p>The number comes first so that no two prompts share a prefix that a server could have cached. Belongs to one thread.
 */
final class PromptWriter {
    /** Coprime to the count of numbers, so that consecutive prompts have different first digits and no number comes twice. */
    private static final long STRIDE = 382_416_967;

    private final TextWriter writer;
    private final long firstNumber;
    private final RandomGenerator random;
    private long prompts;

    /**
     * A writer.
     *
     * @param random where each text begins
     */
    PromptWriter(TextWriter writer, RandomGenerator random) {
        this.writer = writer;
        this.firstNumber = random.nextLong(TextWriter.NUMBERS);
        this.random = random;
    }

    /**
     * The next prompt. Different from every other of this writer where it has room for the whole number (three tokens of OpenAI's).
     *
     * @param tokens exact length, at least 1
     */
    String next(int tokens) {
        return writer.text(number(), random.nextInt(writer.places()), tokens);
    }

    /** The next prompt with its number at the end. */
    String nextNumberLast(int tokens) {
        int place = random.nextInt(writer.places());
        return writer.numberLast(number(), place, tokens);
    }

    /** Appends a piece that begins with the next number. */
    void append(StringBuilder text, int tokens) {
        int place = random.nextInt(writer.places());
        writer.append(text, number(), place, tokens);
    }

    private long number() {
        return number(firstNumber, prompts++);
    }

    /** The n-th number of those that begin at {@code first}; none comes twice among a thousand million. */
    static long number(long first, long n) {
        return Math.floorMod(first + Math.floorMod(n, TextWriter.NUMBERS) * STRIDE, TextWriter.NUMBERS);
    }
}
