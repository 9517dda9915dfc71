package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.dataset.Content;
import dev.plimsoll.engine.plan.EndpointOptions;
import java.util.Optional;

/** The row's own body, sent as it is; nothing is merged into it. */
final class RawEndpoint implements EndpointKind {
    @Override
    public String name() {
        return "raw";
    }

    @Override
    public String title() {
        return "Raw payload";
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
        return false;
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
        return Optional.of("has no payload");
    }

    @Override
    public AnswerShape answers() {
        return AnswerShape.DETECTED;
    }

    @Override
    public BodyEncoder encoder(BackendSettings settings) {
        return JsonBody.of(this, settings, body -> {
            throw new IllegalStateException("a body without a payload");
        });
    }
}
