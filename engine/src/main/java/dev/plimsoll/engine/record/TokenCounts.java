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
 * @param promptSource where {@code prompt} comes from: the server's usage, or our tokenizer in the dataset
 * @param clientPrompt input tokens by the dataset's own count, kept beside the server's; unknown with a history
 * @param clientOutput output tokens by our tokenizer, kept beside the server's; -1 without a tokenizer
 */
public record TokenCounts(
        int prompt,
        int output,
        int cached,
        int reasoning,
        int requestedOutput,
        int inFirstChunk,
        TokenSource outputSource,
        TokenSource promptSource,
        int clientPrompt,
        int clientOutput) {
    /** Nothing known. */
    public static final TokenCounts UNKNOWN = new TokenCounts(-1, -1, -1, -1, -1, 1, TokenSource.NONE);

    /** Counts without any of our own beside them; the prompt's is the server's where the output's is. */
    public TokenCounts(
            int prompt,
            int output,
            int cached,
            int reasoning,
            int requestedOutput,
            int inFirstChunk,
            TokenSource outputSource) {
        this(
                prompt,
                output,
                cached,
                reasoning,
                requestedOutput,
                inFirstChunk,
                outputSource,
                prompt >= 0 && outputSource == TokenSource.USAGE ? TokenSource.USAGE : TokenSource.NONE,
                -1,
                -1);
    }
}
