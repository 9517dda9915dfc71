package dev.plimsoll.engine.plan;

import dev.plimsoll.engine.file.SafePath;
import dev.plimsoll.engine.workspace.TargetSpec;
import io.burt.jmespath.jcf.JcfRuntime;
import io.burt.jmespath.parser.ParseException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns what a target says about its endpoint into options; an option that its endpoint does not have is told. */
final class EndpointOptionsCompiler {
    private final Ranges ranges;
    private final Path baseFolder;

    EndpointOptionsCompiler(Ranges ranges, Path baseFolder) {
        this.ranges = ranges;
        this.baseFolder = baseFolder;
    }

    EndpointOptions of(String at, TargetSpec.Common written, String endpoint) {
        String maxTokensField = only(at, "maxTokensField", written.maxTokensField(), endpoint);
        String rerankShape = only(at, "rerankShape", written.rerankShape(), endpoint);
        return new EndpointOptions(
                path(at + ".path", written.endpointPath()),
                word(at + ".maxTokensField", maxTokensField, "max_completion_tokens", "max_tokens"),
                word(at + ".rerankShape", rerankShape, "cohere", "tei", "nim"),
                template(at, written.payloadTemplate(), endpoint),
                expression(at + ".responseField", only(at, "responseField", written.responseField(), endpoint)));
    }

    private @Nullable String only(String at, String field, @Nullable String value, String endpoint) {
        List<String> endpoints = EndpointOptions.ENDPOINTS_OF_FIELD.getOrDefault(field, List.of());
        if (value == null || endpoints.contains(endpoint)) {
            return value;
        }
        ranges.wrong(
                at + "." + field,
                "only belongs to the endpoint " + String.join(" or ", endpoints) + ", but this one is " + endpoint);
        return null;
    }

    private @Nullable String word(String at, @Nullable String value, String... allowed) {
        return value == null ? null : ranges.word(at, value, allowed[0], allowed);
    }

    private @Nullable String path(String at, @Nullable String path) {
        if (path == null) {
            return null;
        }
        if (!path.startsWith("/")) {
            ranges.wrong(at, "must begin with '/', such as /v1/generate");
        } else if (path.chars().anyMatch(c -> c <= ' ' || c >= 127 || c == '#')) {
            ranges.wrong(at, "must hold neither blanks, '#' nor characters that need %-escapes");
        }
        return path;
    }

    private @Nullable String template(String at, @Nullable String written, String endpoint) {
        if (!endpoint.equals("template")) {
            return only(at, "payloadTemplate", written, endpoint);
        }
        if (written == null || written.isBlank()) {
            ranges.wrong(
                    at + ".payloadTemplate",
                    "is missing: the endpoint template needs the body as text, or the path of a file with it");
            return null;
        }
        Path home = Path.of(System.getProperty("user.home", ""));
        return SafePath.readTemplate(written, baseFolder, home).orElse(written);
    }

    private @Nullable String expression(String at, @Nullable String expression) {
        if (expression == null) {
            return null;
        }
        try {
            new JcfRuntime().compile(expression);
        } catch (ParseException e) {
            ranges.wrong(
                    at,
                    "is not a JMESPath expression: "
                            + String.valueOf(e.getMessage())
                                    .replaceAll("\\s+", " ")
                                    .strip());
        }
        return expression;
    }
}
