package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.dataset.Content;
import java.util.Optional;

/** OpenAI responses. */
final class ResponsesEndpoint extends DeclaredEndpoint {
    private static final Member INSTRUCTIONS = new Member("instructions");
    private static final Member MAX_OUTPUT_TOKENS = new Member("max_output_tokens");

    ResponsesEndpoint() {
        super(
                "responses",
                "Responses",
                "/v1/responses",
                AnswerShape.RESPONSES,
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
        return JsonBody.of(this, settings, body -> {
            body.model();
            if (body.begins(Member.INPUT)) {
                MessageList.RESPONSES.append(body.turn(), body.history(), body.out());
            }
            String instructions = body.latest(Content::system);
            if (instructions != null) {
                body.text(INSTRUCTIONS, instructions);
            }
            body.tools();
            body.stream();
            body.count(MAX_OUTPUT_TOKENS, body.turn().outputTokens());
            body.ignoreEos();
        });
    }
}
