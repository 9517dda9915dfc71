package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.dataset.Acceptance;
import dev.plimsoll.engine.dataset.Content;
import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.http.GrowingBytes;
import dev.plimsoll.engine.plan.EndpointOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Declares what one API looks like. Everything that follows from a declaration (token metrics, form fields, checks before a run)
 * follows from it and is stated nowhere else. Stateless; any thread.
 */
public interface EndpointKind extends Acceptance {
    /** Name in files and on the command line: {@code chat}. */
    String name();

    /** What a report calls it: {@code Chat completions}. */
    String title();

    /** Path below the base URL, starting with a slash; empty where the user's URL is all there is. */
    String path();

    /** Path of requests that ask for a stream. */
    default String streamingPath() {
        return path();
    }

    /** Path below the base URL for a target: the user's own, else the endpoint's. */
    default String path(EndpointOptions options, boolean stream) {
        String own = options.path();
        return own != null ? own : stream && streams() ? streamingPath() : path();
    }

    /** Whether it can answer with a stream of events. */
    boolean streams();

    /** Whether it answers with tokens, so that token metrics exist. */
    boolean producesTokens();

    /** Whether its prompt is counted in tokens. */
    boolean tokenizesInput();

    /** Whether its requests name a model, which the server then lists. */
    default boolean namesModel(EndpointOptions options) {
        return true;
    }

    /** Whether images can be sent. */
    default boolean supportsImages() {
        return false;
    }

    /** Whether audio can be sent. */
    default boolean supportsAudio() {
        return false;
    }

    /** Whether video can be sent: nowhere. */
    default boolean supportsVideos() {
        return false;
    }

    /** The protocol of its answers. */
    AnswerShape answers();

    /** What it lacks in a content, as the end of a sentence that begins with the row; empty where nothing. Media are judged apart. */
    default Optional<String> lack(Content content) {
        return content.texts().isEmpty() ? Optional.of("has no text") : Optional.empty();
    }

    @Override
    default Optional<String> refusal(Content content) {
        return Refusal.of(this, content);
    }

    /**
     * Headers that bring the key.
     *
     * @param key the key
     * @param host host of the target
     */
    default Map<String, String> authorization(String key, String host) {
        return Map.of("Authorization", "Bearer " + key);
    }

    /** Headers of each request that the API demands. */
    default Map<String, String> headers() {
        return Map.of();
    }

    /** Prepares the encoding of bodies for one target: what never changes is encoded once. */
    BodyEncoder encoder(BackendSettings settings);

    /**
     * The request body for a turn, as JSON in UTF-8 or as a form.
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
