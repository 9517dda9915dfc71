package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.dataset.Content;
import java.util.Optional;

/** Embeddings of chat messages: how vLLM embeds images. */
final class ChatEmbeddingsEndpoint implements EndpointKind {
    @Override
    public String name() {
        return "chat_embeddings";
    }

    @Override
    public String title() {
        return "Embeddings of messages";
    }

    @Override
    public String path() {
        return "/v1/embeddings";
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
    public boolean supportsImages() {
        return true;
    }

    @Override
    public boolean supportsAudio() {
        return true;
    }

    @Override
    public Optional<String> lack(Content content) {
        return content.parts().isEmpty() && content.messagesJson() == null
                ? Optional.of("has neither text nor messages")
                : Optional.empty();
    }

    @Override
    public AnswerShape answers() {
        return AnswerShape.EMBEDDINGS;
    }

    @Override
    public BodyEncoder encoder(BackendSettings settings) {
        return JsonBody.of(this, settings, body -> {
            body.model();
            ChatEndpoint.messages(body);
        });
    }
}
