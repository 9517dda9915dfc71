package dev.plimsoll.engine.plan;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The server under load.
 *
 * @param id id in the workspace
 * @param url base URL without {@code /v1} and without a trailing slash; null for a simulator, which gets its port when it starts
 * @param simulator the built-in simulator to start for the run, or null
 * @param endpoint endpoint kind, {@code chat} or {@code completions}
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
    public TargetPlan {
        headers = Map.copyOf(headers);
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
    }
}
