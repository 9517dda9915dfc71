package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.dataset.Content;
import java.util.Optional;

/** OpenAI chat completions. */
final class ChatEndpoint extends DeclaredEndpoint {
    private static final Member MAX_COMPLETION_TOKENS = new Member("max_completion_tokens");

    ChatEndpoint() {
        super(
                "chat",
                "Chat completions",
                "/v1/chat/completions",
                AnswerShape.CHOICES,
                Trait.STREAMS,
                Trait.PRODUCES_TOKENS,
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
        String field = settings.options().maxTokensField();
        Member length = field == null ? MAX_COMPLETION_TOKENS : new Member(field);
        return JsonBody.askingForUsage(this, settings, body -> {
            body.model();
            messages(body);
            body.tools();
            body.stream();
            body.streamOptions();
            body.count(length, body.turn().outputTokens());
            body.ignoreEos();
        });
    }

    static void messages(BodyWriter body) {
        if (body.begins(Member.MESSAGES)) {
            MessageList.CHAT.append(body.turn(), body.history(), body.out());
        }
    }
}
