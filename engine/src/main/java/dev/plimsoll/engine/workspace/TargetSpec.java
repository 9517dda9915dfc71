package dev.plimsoll.engine.workspace;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A server as written; null = not written. */
public sealed interface TargetSpec permits TargetSpec.Http, TargetSpec.Simulator, TargetSpec.Models, PluginSpec {
    /** Where it is written: {@code targets[0]}. */
    String path();

    /** Its name in the workspace. */
    @Nullable
    String id();

    /** The kind as written. */
    String kind();

    /**
     * An HTTP endpoint.
     *
     * @param path where it is written
     * @param id id
     * @param url base URL
     * @param common what every kind of target has
     * @param apiKeyEnv name of the environment variable with the key
     * @param apiKeyFile file with the key, relative to the workspace file
     * @param headers further request headers
     * @param insecure do not verify the TLS certificate
     * @param caFile file with certificates to trust, relative to the workspace file
     * @param httpVersion 1 or 2
     */
    record Http(
            String path,
            @Nullable String id,
            @Nullable String url,
            Common common,
            @Nullable String apiKeyEnv,
            @Nullable String apiKeyFile,
            Map<String, String> headers,
            @Nullable Boolean insecure,
            @Nullable String caFile,
            @Nullable Long httpVersion)
            implements TargetSpec {
        public Http {
            headers = Map.copyOf(headers);
        }

        @Override
        public String kind() {
            return "http";
        }
    }

    /**
     * The built-in simulator, started for the run.
     *
     * @param path where it is written
     * @param id id
     * @param profile {@code instant}, {@code small}, {@code large} or {@code fixed}
     * @param common what every kind of target has
     * @param parameters the written ones of {@link #PARAMETERS}
     */
    record Simulator(
            String path, @Nullable String id, @Nullable String profile, Common common, Map<String, Double> parameters)
            implements TargetSpec {
        /** Parameters of the model, each overriding its profile; times in microseconds. */
        public static final List<String> PARAMETERS = List.of(
                "slots",
                "queueLimit",
                "kvTokens",
                "prefillBaseUs",
                "prefillPerTokenUs",
                "stepBaseUs",
                "stepPerSequenceUs",
                "jitter",
                "outputTokensMean",
                "outputTokensStddev",
                "fixedTtftUs",
                "fixedTtftStddevUs",
                "fixedItlUs",
                "fixedItlStddevUs",
                "errorRate",
                "seed");

        public Simulator {
            parameters = Map.copyOf(parameters);
        }

        @Override
        public String kind() {
            return "simulator";
        }
    }

    /**
     * Models of this machine behind the model router, which is started for the run.
     *
     * @param path where it is written
     * @param id id
     * @param config the router's configuration, YAML, relative to the workspace file
     * @param policy scheduler and swapper in place of the configuration's
     * @param common what every kind of target has
     */
    record Models(
            String path,
            @Nullable String id,
            @Nullable String config,
            @Nullable String policy,
            Common common) implements TargetSpec {
        @Override
        public String kind() {
            return "models";
        }
    }

    /**
     * What every kind of target has.
     *
     * @param endpoint endpoint kind
     * @param endpointPath path instead of the endpoint's own
     * @param maxTokensField name of the member that asks for the output length
     * @param rerankShape whose rerank API
     * @param payloadTemplate the body's template, or the path of a file with it
     * @param responseField JMESPath expression for the answer's content
     * @param model model name
     * @param stream ask for a stream
     * @param extras members merged into each request body
     * @param connectTimeoutSeconds until the connection stands
     * @param idleTimeoutSeconds longest silence
     * @param totalTimeoutSeconds whole request
     */
    record Common(
            @Nullable String endpoint,
            @Nullable String endpointPath,
            @Nullable String maxTokensField,
            @Nullable String rerankShape,
            @Nullable String payloadTemplate,
            @Nullable String responseField,
            @Nullable String model,
            @Nullable Boolean stream,
            @Nullable ObjectNode extras,
            @Nullable Double connectTimeoutSeconds,
            @Nullable Double idleTimeoutSeconds,
            @Nullable Double totalTimeoutSeconds) {}
}
