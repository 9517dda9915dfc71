package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.http.HttpOptions;
import dev.plimsoll.engine.plan.EndpointOptions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything a worker needs to talk to the target, resolved. It holds the key: it travels only through the pipe to the worker and
 * must never be logged; {@link #toString} leaves it out.
 *
 * @param url base URL, {@code http://host:port} or {@code https://...}, perhaps with a path prefix, without {@code /v1}
 * @param endpoint endpoint kind
 * @param options how it departs from the usual
 * @param model model name to send
 * @param stream ask for a stream
 * @param apiKey bearer key, or null
 * @param headers resolved further headers
 * @param extrasJson JSON object merged into each body
 * @param http how the server is talked to
 * @param maxEventTimes content times kept per request
 * @param tokenizer tokenizer that counts what came, beside the server's usage or for want of it; {@code none} to count events
 * @param keepText keep the answer's text (needed for history and for bodies that are kept)
 */
public record BackendSettings(
        String url,
        String endpoint,
        EndpointOptions options,
        String model,
        boolean stream,
        @Nullable String apiKey,
        Map<String, String> headers,
        String extrasJson,
        HttpOptions http,
        int maxEventTimes,
        String tokenizer,
        boolean keepText) {
    public BackendSettings {
        headers = Map.copyOf(headers);
    }

    /** Settings of an endpoint that is as usual. */
    public BackendSettings(
            String url,
            String endpoint,
            String model,
            boolean stream,
            @Nullable String apiKey,
            Map<String, String> headers,
            String extrasJson,
            HttpOptions http,
            int maxEventTimes,
            String tokenizer,
            boolean keepText) {
        this(
                url,
                endpoint,
                EndpointOptions.USUAL,
                model,
                stream,
                apiKey,
                headers,
                extrasJson,
                http,
                maxEventTimes,
                tokenizer,
                keepText);
    }

    /** JMESPath expression for the answer's content, or null. */
    public @Nullable String responseField() {
        return options.responseField();
    }

    @Override
    public String toString() {
        return "BackendSettings[" + url + ", " + endpoint + ", model=" + model + ", stream=" + stream + "]";
    }
}
