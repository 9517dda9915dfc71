package dev.plimsoll.engine.endpoint;

/** OpenAI image generation. */
final class ImageGenerationEndpoint implements EndpointKind {
    private static final Member RESPONSE_FORMAT = new Member("response_format");
    private static final Member N = new Member("n");

    @Override
    public String name() {
        return "image_generation";
    }

    @Override
    public String title() {
        return "Image generation";
    }

    @Override
    public String path() {
        return "/v1/images/generations";
    }

    @Override
    public boolean streams() {
        return true;
    }

    @Override
    public boolean producesTokens() {
        return false;
    }

    @Override
    public boolean tokenizesInput() {
        return false;
    }

    @Override
    public AnswerShape answers() {
        return AnswerShape.IMAGES;
    }

    @Override
    public BodyEncoder encoder(BackendSettings settings) {
        return JsonBody.of(this, settings, body -> {
            body.model();
            body.text(Member.PROMPT, body.content().texts().getFirst());
            body.text(RESPONSE_FORMAT, "b64_json");
            body.count(N, 1);
            body.stream();
        });
    }
}
