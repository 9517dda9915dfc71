package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.dataset.Content;
import dev.plimsoll.engine.plan.EndpointOptions;
import java.util.Optional;

/** A body the user wrote as a template. */
final class TemplateEndpoint extends DeclaredEndpoint {
    TemplateEndpoint() {
        super(
                "template",
                "Template",
                "",
                AnswerShape.DETECTED,
                Trait.STREAMS,
                Trait.PRODUCES_TOKENS,
                Trait.TOKENIZES_INPUT,
                Trait.IMAGES,
                Trait.AUDIO);
    }

    @Override
    public boolean namesModel(EndpointOptions options) {
        return false;
    }

    @Override
    public Optional<String> lack(Content content) {
        return Optional.empty();
    }

    @Override
    public BodyEncoder encoder(BackendSettings settings) {
        return new TemplateBody(settings);
    }
}
