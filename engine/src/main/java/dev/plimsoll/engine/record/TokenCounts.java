package dev.plimsoll.engine.record;

/**
 * Tokens of one request; -1 where unknown.
 *
 * @param prompt input tokens (server usage, else the dataset's own count)
 * @param output output tokens, reasoning included
 * @param cached input tokens the server took from its cache
 * @param reasoning output tokens spent on reasoning
 * @param requestedOutput output length asked for
 * @param inFirstChunk tokens in the first content event (1 unless the server said otherwise)
 * @param outputSource where {@code output} comes from
 */
public record TokenCounts(
        int prompt,
        int output,
        int cached,
        int reasoning,
        int requestedOutput,
        int inFirstChunk,
        TokenSource outputSource) {
    /** Nothing known. */
    public static final TokenCounts UNKNOWN = new TokenCounts(-1, -1, -1, -1, -1, 1, TokenSource.NONE);
}
