package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.dataset.Content;
import java.util.Optional;

/** vLLM's pooling: texts, or whatever members the row brings. */
final class PoolingEndpoint extends DeclaredEndpoint {
    PoolingEndpoint() {
        super("pooling", "Pooling", "/pooling", AnswerShape.EMBEDDINGS, Trait.TOKENIZES_INPUT);
    }

    @Override
    public Optional<String> lack(Content content) {
        return content.payloadJson() == null ? PlainText.lack(content) : Optional.empty();
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
