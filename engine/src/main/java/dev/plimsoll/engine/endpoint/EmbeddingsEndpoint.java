package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.dataset.Content;
import java.util.List;
import java.util.Optional;

/** OpenAI embeddings. Of a conversation each turn goes alone. */
final class EmbeddingsEndpoint extends DeclaredEndpoint {
    EmbeddingsEndpoint() {
        super("embeddings", "Embeddings", "/v1/embeddings", AnswerShape.EMBEDDINGS, Trait.TOKENIZES_INPUT);
    }

    @Override
    public Optional<String> lack(Content content) {
        return PlainText.lack(content);
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
