package dev.plimsoll.engine.plan;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The server under load.
 *
 * @param id id in the workspace
 * @param url base URL without {@code /v1} and without a trailing slash; null for what is started for the run, which gets its port then
 * @param simulator the built-in simulator to start for the run, or null
 * @param models the model router to start for the run, or null
 * @param endpoint endpoint kind, one of {@link #ENDPOINTS}
 * @param options how it departs from the usual
 * @param model model name, or null for the first one the server lists
 * @param stream ask for a stream
 * @param apiKeyEnv name of the environment variable that holds the key, or null
 * @param apiKeyFile file that holds the key, or null
 * @param headers further request headers; {@code ${env:NAME}} is resolved when the run starts, never stored
 * @param extrasJson JSON object merged shallowly into each body, {@code {}} for none
 * @param insecure do not verify the TLS certificate
 * @param caFile certificates to trust instead of the Java runtime's, PEM; or null
 * @param httpVersion 1 for HTTP/1.1, 2 for HTTP/2
 * @param timeouts timeouts
 */
public record TargetPlan(
        String id,
        @Nullable URI url,
        @Nullable SimulatorPlan simulator,
        @Nullable ModelsPlan models,
        String endpoint,
        EndpointOptions options,
        @Nullable String model,
        boolean stream,
        @Nullable String apiKeyEnv,
        @Nullable Path apiKeyFile,
        Map<String, String> headers,
        String extrasJson,
        boolean insecure,
        @Nullable Path caFile,
        int httpVersion,
        Timeouts timeouts) {
    /** Endpoint kinds that a target can have, in the order to offer them. */
    public static final List<String> ENDPOINTS = List.of(
            "chat",
            "completions",
            "responses",
            "messages",
            "embeddings",
            "chat_embeddings",
            "pooling",
            "rerank",
            "tgi",
            "audio_transcriptions",
            "image_generation",
            "image_edit",
            "raw",
            "template");

    /** Those of them whose requests a router takes: it finds the model's name in a JSON body. */
    public static final List<String> ENDPOINTS_OF_MODELS = List.of(
            "chat",
            "completions",
            "responses",
            "messages",
            "embeddings",
            "chat_embeddings",
            "rerank",
            "image_generation",
            "raw",
            "template");

    @SuppressWarnings("NullAway") // the plan of a run from before there were options has none
    public TargetPlan {
        options = Objects.requireNonNullElse(options, EndpointOptions.USUAL);
        headers = Map.copyOf(headers);
    }

    /** A target without a model router. */
    public TargetPlan(
            String id,
            @Nullable URI url,
            @Nullable SimulatorPlan simulator,
            String endpoint,
            EndpointOptions options,
            @Nullable String model,
            boolean stream,
            @Nullable String apiKeyEnv,
            @Nullable Path apiKeyFile,
            Map<String, String> headers,
            String extrasJson,
            boolean insecure,
            @Nullable Path caFile,
            int httpVersion,
            Timeouts timeouts) {
        this(
                id,
                url,
                simulator,
                null,
                endpoint,
                options,
                model,
                stream,
                apiKeyEnv,
                apiKeyFile,
                headers,
                extrasJson,
                insecure,
                caFile,
                httpVersion,
                timeouts);
    }

    /** A target whose endpoint is as usual. */
    public TargetPlan(
            String id,
            @Nullable URI url,
            @Nullable SimulatorPlan simulator,
            String endpoint,
            @Nullable String model,
            boolean stream,
            @Nullable String apiKeyEnv,
            @Nullable Path apiKeyFile,
            Map<String, String> headers,
            String extrasJson,
            boolean insecure,
            @Nullable Path caFile,
            int httpVersion,
            Timeouts timeouts) {
        this(
                id,
                url,
                simulator,
                endpoint,
                EndpointOptions.USUAL,
                model,
                stream,
                apiKeyEnv,
                apiKeyFile,
                headers,
                extrasJson,
                insecure,
                caFile,
                httpVersion,
                timeouts);
    }

    /**
     * Timeouts in seconds; 0 = none.
     *
     * @param connectSeconds until the connection (and TLS) stands, default 5
     * @param idleSeconds longest silence, default 60
     * @param totalSeconds whole request, default none
     */
    public record Timeouts(double connectSeconds, double idleSeconds, double totalSeconds) {
        /** The defaults. */
        public static final Timeouts DEFAULT = new Timeouts(5, 60, 0);

        /** Those of models behind a router: a request waits in silence until its model has its turn and is loaded. */
        public static final Timeouts OF_MODELS = new Timeouts(5, 600, 0);
    }
}
