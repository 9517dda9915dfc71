package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.dataset.Content;
import java.util.Optional;

/** Embeddings of chat messages: how vLLM embeds images. */
final class ChatEmbeddingsEndpoint extends DeclaredEndpoint {
    ChatEmbeddingsEndpoint() {
        super(
                "chat_embeddings",
                "Embeddings of messages",
                "/v1/embeddings",
                AnswerShape.EMBEDDINGS,
                Trait.TOKENIZES_INPUT,
                Trait.IMAGES,
                Trait.AUDIO);
    }

    @Override
    public Optional<String> lack(Content content) {
        return content.parts().isEmpty() && content.messagesJson() == null
                ? Optional.of("has neither text nor messages")
                : Optional.empty();
    }

    @Override
    public BodyEncoder encoder(BackendSettings settings) {
        return JsonBody.of(this, settings, body -> {
            body.model();
            ChatEndpoint.messages(body);
        });
    }
}
