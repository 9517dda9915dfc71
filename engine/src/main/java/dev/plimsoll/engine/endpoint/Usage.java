package dev.plimsoll.engine.endpoint;

/**
 * What a server says it counted; -1 where it said nothing.
 *
 * @param promptTokens input tokens, those from the cache included
 * @param completionTokens output tokens, reasoning included
 * @param cachedTokens input tokens taken from the prefix cache
 * @param reasoningTokens output tokens spent on reasoning
 */
public record Usage(int promptTokens, int completionTokens, int cachedTokens, int reasoningTokens) {
    /** Nothing said. */
    public static final Usage NONE = new Usage(-1, -1, -1, -1);
}
