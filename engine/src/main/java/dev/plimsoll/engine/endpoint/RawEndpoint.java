package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.dataset.Content;
import dev.plimsoll.engine.plan.EndpointOptions;
import java.util.Optional;

/** The row's own body, sent as it is; nothing is merged into it. */
final class RawEndpoint extends DeclaredEndpoint {
    RawEndpoint() {
        super(
                "raw",
                "Raw payload",
                "",
                AnswerShape.DETECTED,
                Trait.STREAMS,
                Trait.PRODUCES_TOKENS,
                Trait.IMAGES,
                Trait.AUDIO);
    }

    @Override
    public boolean namesModel(EndpointOptions options) {
        return false;
    }

    @Override
    public Optional<String> lack(Content content) {
        return Optional.of("has no payload");
    }

    @Override
    public BodyEncoder encoder(BackendSettings settings) {
        return JsonBody.of(this, settings, body -> {
            throw new IllegalStateException("a body without a payload");
        });
    }
}
