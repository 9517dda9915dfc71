package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.dataset.Content;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Anthropic messages. */
final class MessagesEndpoint extends DeclaredEndpoint {
    private static final Member SYSTEM = new Member("system");

    MessagesEndpoint() {
        super(
                "messages",
                "Messages (Anthropic)",
                "/v1/messages",
                AnswerShape.MESSAGES,
                Trait.STREAMS,
                Trait.PRODUCES_TOKENS,
                Trait.TOKENIZES_INPUT,
                Trait.IMAGES);
    }

    /** The API demands a length; this is asked for where the turn names none. */
    private static final int USUAL_LENGTH = 1024;

    private static final String VERSION = "2023-06-01";

    @Override
    public Optional<String> lack(Content content) {
        return content.parts().isEmpty() && content.messagesJson() == null
                ? Optional.of("has neither text nor messages")
                : Optional.empty();
    }

    /**
     * The key as {@code x-api-key}, as the API has it, and as a bearer token, which is all that vLLM and SGLang look at. Anthropic itself
     * takes a bearer token for a sign-in and refuses a key there.
     */
    @Override
    public Map<String, String> authorization(String key, String host) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("x-api-key", key);
        if (!host.endsWith("anthropic.com")) {
            headers.putAll(super.authorization(key, host));
        }
        return headers;
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("anthropic-version", VERSION);
    }

    @Override
    public BodyEncoder encoder(BackendSettings settings) {
        return JsonBody.of(this, settings, body -> {
            LiftedSystem lifted = LiftedSystem.of(body.turn(), body.history());
            body.model();
            if (body.begins(Member.MESSAGES)) {
                MessageList.MESSAGES.append(lifted.turn(), lifted.history(), body.out());
            }
            String system = lifted.system();
            if (system != null) {
                body.text(SYSTEM, system);
            }
            body.tools();
            int length = body.turn().outputTokens();
            body.count(Member.MAX_TOKENS, length < 0 ? USUAL_LENGTH : length);
            body.stream();
        });
    }
}
