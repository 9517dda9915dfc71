package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.problem.PlimsollException;
import java.util.List;

/** The built-in endpoint kinds. */
public final class EndpointKinds {
    private static final List<EndpointKind> ALL = List.of(
            new ChatEndpoint(),
            new CompletionsEndpoint(),
            new ResponsesEndpoint(),
            new MessagesEndpoint(),
            new EmbeddingsEndpoint(),
            new ChatEmbeddingsEndpoint(),
            new PoolingEndpoint(),
            new RerankEndpoint(),
            new TgiEndpoint(),
            new AudioTranscriptionsEndpoint(),
            new ImageGenerationEndpoint(),
            new ImageEditEndpoint(),
            new RawEndpoint(),
            new TemplateEndpoint());

    private EndpointKinds() {}

    /** Every kind, in the order to offer them. */
    public static List<EndpointKind> all() {
        return ALL;
    }

    /** Every kind's name. */
    public static List<String> names() {
        return ALL.stream().map(EndpointKind::name).toList();
    }

    /**
     * The kind with this name.
     *
     * @throws PlimsollException naming the kinds there are
     */
    public static EndpointKind of(String name) {
        for (EndpointKind kind : ALL) {
            if (kind.name().equals(name)) {
                return kind;
            }
        }
        throw PlimsollException.usage(
                "There is no endpoint \"" + name + "\"; the endpoints are " + String.join(", ", names()));
    }
}
