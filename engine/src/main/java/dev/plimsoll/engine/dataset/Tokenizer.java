package dev.plimsoll.engine.dataset;

/** Counts and cuts text in tokens. Thread-safe. */
public interface Tokenizer {
    /** Name as written in files: {@code o200k}. */
    String name();

    /** Number of tokens in a text. */
    int count(String text);

    /** The ids of a text. */
    int[] encode(String text);

    /** The text of ids. */
    String decode(int[] ids);
}
