package dev.plimsoll.engine.cli;

import dev.plimsoll.engine.plan.PlanCompiler;
import dev.plimsoll.engine.plan.TargetPlan;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.run.PlanChecks;
import dev.plimsoll.engine.workspace.BenchmarkOptions;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The options that name a target; the same compiler judges them that judges a workspace file. */
final class TargetOptions {
    @Option(
            names = "--target",
            paramLabel = "URL",
            description = "Server under load, such as http://127.0.0.1:8000; or kind=simulator,profile=small;"
                    + " or kind=models,config=router.yaml: local models behind the model router.")
    private @Nullable String target;

    @Option(
            names = "--endpoint",
            paramLabel = "KIND",
            description =
                    "chat (default), completions, responses, messages, embeddings, chat_embeddings, pooling, rerank,"
                            + " tgi, audio_transcriptions, image_generation, image_edit, raw or template.")
    private @Nullable String endpoint;

    @Option(names = "--path", paramLabel = "PATH", description = "Path instead of the endpoint's own.")
    private @Nullable String path;

    @Option(names = "--rerank-shape", paramLabel = "NAME", description = "cohere (default), tei or nim.")
    private @Nullable String rerankShape;

    @Option(
            names = "--payload-template",
            paramLabel = "TEXT|FILE",
            description = "The body's template, of the endpoint template.")
    private @Nullable String payloadTemplate;

    @Option(
            names = "--response-field",
            paramLabel = "JMESPATH",
            description = "Where the answer's content is, of raw and template (default: found by itself).")
    private @Nullable String responseField;

    @Option(names = "--model", description = "Model name (default: the first one the server lists).")
    private @Nullable String model;

    @Option(names = "--api-key-env", paramLabel = "NAME", description = "Environment variable that holds the API key.")
    private @Nullable String apiKeyEnv;

    @Option(names = "--api-key-file", paramLabel = "FILE", description = "File that holds the API key.")
    private @Nullable String apiKeyFile;

    @Option(
            names = "--header",
            paramLabel = "NAME=VALUE",
            description = "Further request header; $${env:NAME} is filled in. Repeatable.")
    private Map<String, String> headers = new LinkedHashMap<>();

    @Option(names = "--no-stream", description = "Ask for whole answers instead of streams.")
    private boolean whole;

    @Option(names = "--insecure", description = "Do not verify the TLS certificate.")
    private boolean insecure;

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description = "Certificates to trust (PEM) instead of the Java runtime's.")
    private @Nullable String caFile;

    @Option(
            names = "--http-version",
            paramLabel = "N",
            description = "1 (default) or 2: HTTP/2 by ALPN, for http:// with prior knowledge.")
    private @Nullable Integer httpVersion;

    Optional<String> url() {
        return Optional.ofNullable(target);
    }

    /** The target as a workspace would hold it, in JSON. */
    String json() {
        if (target == null) {
            throw PlimsollException.usage("Name the server with --target, such as --target http://127.0.0.1:8000.");
        }
        ObjectNode node = target.contains("=") && !target.contains("://")
                ? dev.plimsoll.engine.workspace.ArgString.object(target)
                : JsonMapper.shared().createObjectNode().put("kind", "http").put("url", target);
        put(node, "endpoint", endpoint);
        put(node, "path", path);
        put(node, "rerankShape", rerankShape);
        put(node, "payloadTemplate", payloadTemplate);
        put(node, "responseField", responseField);
        put(node, "model", model);
        put(node, "apiKeyEnv", apiKeyEnv);
        put(node, "apiKeyFile", apiKeyFile);
        if (!headers.isEmpty()) {
            ObjectNode all = node.putObject("headers");
            headers.forEach(all::put);
        }
        if (whole) {
            node.put("stream", false);
        }
        if (insecure) {
            node.put("insecure", true);
        }
        put(node, "caFile", caFile);
        if (httpVersion != null) {
            node.put("httpVersion", httpVersion);
        }
        return node.toString();
    }

    /** The target alone, checked. */
    TargetPlan plan() {
        return compile(json());
    }

    /** A target given as JSON, checked. */
    static TargetPlan compile(String json) {
        WorkspaceFile file = WorkspaceFile.ofOptions(new BenchmarkOptions(
                json, null, null, List.of(), null, Path.of("").toAbsolutePath()));
        return PlanCompiler.compile(file, null, PlanChecks.ofTargets()).target();
    }

    private static void put(ObjectNode node, String name, @Nullable String value) {
        if (value != null) {
            node.put(name, value);
        }
    }
}
