package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.dataset.Content;
import java.util.List;
import java.util.Optional;

/** OpenAI embeddings. Of a conversation each turn goes alone. */
final class EmbeddingsEndpoint implements EndpointKind {
    @Override
    public String name() {
        return "embeddings";
    }

    @Override
    public String title() {
        return "Embeddings";
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
    public Optional<String> lack(Content content) {
        return PlainText.lack(content);
    }

    @Override
    public AnswerShape answers() {
        return AnswerShape.EMBEDDINGS;
    }

    @Override
    public BodyEncoder encoder(BackendSettings settings) {
        return JsonBody.of(this, settings, body -> {
            body.model();
            input(body);
        });
    }

    /** One text as it is, several as a list. */
    static void input(BodyWriter body) {
        List<String> texts = PlainText.each(body.content());
        if (texts.size() == 1) {
            body.text(Member.INPUT, texts.getFirst());
        } else {
            body.texts(Member.INPUT, texts);
        }
    }
}
