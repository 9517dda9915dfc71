package dev.plimsoll.engine.plan;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a target's endpoint departs from the usual; null = as usual.
 *
 * @param path path instead of the endpoint's own, beginning with a slash; {@code raw} and {@code template} have none of their own
 * @param maxTokensField name under which {@code chat} asks for the output length: {@code max_completion_tokens} (as usual) or
 *     {@code max_tokens}
 * @param rerankShape whose API {@code rerank} talks: {@code cohere} (as usual), {@code tei} or {@code nim}
 * @param payloadTemplate text of the body's template, of {@code template} alone
 * @param responseField JMESPath expression for the answer's content, of {@code raw} and {@code template}; never sent
 */
public record EndpointOptions(
        @Nullable String path,
        @Nullable String maxTokensField,
        @Nullable String rerankShape,
        @Nullable String payloadTemplate,
        @Nullable String responseField) {
    /** The fields of a target that not every endpoint has, by name, with the endpoints that have them. */
    public static final Map<String, List<String>> ENDPOINTS_OF_FIELD = Map.of(
            "maxTokensField", List.of("chat"),
            "rerankShape", List.of("rerank"),
            "payloadTemplate", List.of("template"),
            "responseField", List.of("raw", "template"));

    /** Everything as usual. */
    public static final EndpointOptions USUAL = new EndpointOptions(null, null, null, null, null);
}
