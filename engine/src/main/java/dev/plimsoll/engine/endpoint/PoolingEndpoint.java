package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.dataset.Content;
import java.util.Optional;

/** vLLM's pooling: texts, or whatever members the row brings. */
final class PoolingEndpoint implements EndpointKind {
    @Override
    public String name() {
        return "pooling";
    }

    @Override
    public String title() {
        return "Pooling";
    }

    @Override
    public String path() {
        return "/pooling";
    }

    @Override
    public boolean streams() {
        return false;
    }

    @Override
    public boolean producesTokens() {
        return false;
    }

    @Override
    public boolean tokenizesInput() {
        return true;
    }

    @Override
    public Optional<String> lack(Content content) {
        return content.payloadJson() == null ? PlainText.lack(content) : Optional.empty();
    }

    @Override
    public AnswerShape answers() {
        return AnswerShape.EMBEDDINGS;
    }

    @Override
    public BodyEncoder encoder(BackendSettings settings) {
        return JsonBody.mergingPayload(this, settings, body -> {
            body.model();
            if (body.content().payloadJson() == null) {
                EmbeddingsEndpoint.input(body);
            }
        });
    }
}
