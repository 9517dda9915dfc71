package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.dataset.Content;
import java.util.List;
import java.util.Optional;

/** OpenAI (legacy) text completions. Several texts of one turn are several prompts of one request. */
final class CompletionsEndpoint extends DeclaredEndpoint {
    CompletionsEndpoint() {
        super(
                "completions",
                "Text completions",
                "/v1/completions",
                AnswerShape.CHOICES,
                Trait.STREAMS,
                Trait.PRODUCES_TOKENS,
                Trait.TOKENIZES_INPUT);
    }

    @Override
    public Optional<String> lack(Content content) {
        return PlainText.lack(content);
    }

    @Override
    public BodyEncoder encoder(BackendSettings settings) {
        return JsonBody.askingForUsage(this, settings, body -> {
            body.model();
            prompt(body);
            body.stream();
            body.streamOptions();
            body.count(Member.MAX_TOKENS, body.turn().outputTokens());
            body.ignoreEos();
        });
    }

    private static void prompt(BodyWriter body) {
        List<String> prompts =
                body.content().parts().size() > 1 && body.history().isEmpty()
                        ? PlainText.each(body.content())
                        : List.of();
        if (prompts.size() > 1) {
            body.texts(Member.PROMPT, prompts);
        } else if (body.begins(Member.PROMPT)) {
            PlainText.append(body.turn(), body.history(), body.out());
        }
    }
}
