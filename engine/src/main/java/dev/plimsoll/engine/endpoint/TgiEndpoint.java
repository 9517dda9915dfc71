package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.dataset.Content;
import dev.plimsoll.engine.plan.EndpointOptions;
import java.util.Optional;

/** Hugging Face's text generation inference. The target's extras go into {@code parameters}, the turn's to the top. */
final class TgiEndpoint extends DeclaredEndpoint {
    private static final Member INPUTS = new Member("inputs");
    private static final Member PARAMETERS = new Member("parameters");
    private static final Member MAX_NEW_TOKENS = new Member("max_new_tokens");

    TgiEndpoint() {
        super(
                "tgi",
                "TGI generate",
                "/generate",
                AnswerShape.TGI,
                Trait.STREAMS,
                Trait.PRODUCES_TOKENS,
                Trait.TOKENIZES_INPUT);
    }

    @Override
    public String streamingPath() {
        return "/generate_stream";
    }

    @Override
    public boolean namesModel(EndpointOptions options) {
        return false;
    }

    @Override
    public Optional<String> lack(Content content) {
        return PlainText.lack(content);
    }

    @Override
    public BodyEncoder encoder(BackendSettings settings) {
        Extras parameters = Extras.of(settings.extrasJson());
        return JsonBody.withoutTargetExtras(this, settings, body -> {
            if (body.begins(INPUTS)) {
                PlainText.append(body.turn(), body.history(), body.out());
            }
            if (body.begins(PARAMETERS)) {
                BodyWriter inner = body.inner(parameters);
                inner.count(MAX_NEW_TOKENS, body.turn().outputTokens());
                inner.end();
            }
        });
    }
}
