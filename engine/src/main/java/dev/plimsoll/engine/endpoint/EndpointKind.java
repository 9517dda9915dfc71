package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.http.GrowingBytes;
import java.util.Arrays;
import java.util.List;

/**
 * Declares what one API looks like. Everything that follows from a declaration (token metrics, form fields, checks before a run)
 * follows from it and is stated nowhere else. Stateless; any thread.
 */
public interface EndpointKind {
    /** Name in files and on the command line: {@code chat}. */
    String name();

    /** What a report calls it: {@code Chat completions}. */
    String title();

    /** Path below the base URL, starting with a slash. */
    String path();

    /** Whether it can answer with a stream of events. */
    boolean streams();

    /** Whether it answers with tokens, so that token metrics exist. */
    boolean producesTokens();

    /** Whether its prompt is counted in tokens. */
    boolean tokenizesInput();

    /** The protocol of its answers. */
    AnswerShape answers();

    /** Prepares the encoding of bodies for one target: what never changes is encoded once. */
    BodyEncoder encoder(BackendSettings settings);

    /**
     * The request body for a turn, as JSON in UTF-8.
     *
     * @param history earlier turns of the conversation with their answers, oldest first
     * @throws dev.plimsoll.engine.problem.PlimsollException where the turn has nothing this endpoint can send
     */
    default byte[] body(Turn turn, List<Backend.Exchange> history, BackendSettings settings) {
        GrowingBytes out = new GrowingBytes();
        encoder(settings).encode(turn, history, out);
        return Arrays.copyOf(out.array(), out.length());
    }
}
