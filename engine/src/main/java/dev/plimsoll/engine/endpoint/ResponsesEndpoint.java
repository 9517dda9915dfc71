package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.dataset.Content;
import java.util.Optional;

/** OpenAI responses. */
final class ResponsesEndpoint implements EndpointKind {
    private static final Member INSTRUCTIONS = new Member("instructions");
    private static final Member MAX_OUTPUT_TOKENS = new Member("max_output_tokens");

    @Override
    public String name() {
        return "responses";
    }

    @Override
    public String title() {
        return "Responses";
    }

    @Override
    public String path() {
        return "/v1/responses";
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
        return AnswerShape.RESPONSES;
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
