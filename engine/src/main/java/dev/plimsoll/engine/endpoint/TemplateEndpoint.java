package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.dataset.Content;
import dev.plimsoll.engine.plan.EndpointOptions;
import java.util.Optional;

/** A body the user wrote as a template. */
final class TemplateEndpoint implements EndpointKind {
    @Override
    public String name() {
        return "template";
    }

    @Override
    public String title() {
        return "Template";
    }

    @Override
    public String path() {
        return "";
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
    public boolean namesModel(EndpointOptions options) {
        return false;
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
        return Optional.empty();
    }

    @Override
    public AnswerShape answers() {
        return AnswerShape.DETECTED;
    }

    @Override
    public BodyEncoder encoder(BackendSettings settings) {
        return new TemplateBody(settings);
    }
}
