package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.dataset.Content;
import java.util.List;
import java.util.Optional;

/** OpenAI (legacy) text completions. Several texts of one turn are several prompts of one request. */
final class CompletionsEndpoint implements EndpointKind {
    @Override
    public String name() {
        return "completions";
    }

    @Override
    public String title() {
        return "Text completions";
    }

    @Override
    public String path() {
        return "/v1/completions";
    }

    @Override
    public boolean streams() {
        return true;
    }

    @Override
    public boolean producesTokens() {
        return true;
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
        return AnswerShape.CHOICES;
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
