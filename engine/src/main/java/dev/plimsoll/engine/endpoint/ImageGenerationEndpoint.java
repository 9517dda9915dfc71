package dev.plimsoll.engine.endpoint;

/** OpenAI image generation. */
final class ImageGenerationEndpoint extends DeclaredEndpoint {
    private static final Member RESPONSE_FORMAT = new Member("response_format");
    private static final Member N = new Member("n");

    ImageGenerationEndpoint() {
        super("image_generation", "Image generation", "/v1/images/generations", AnswerShape.IMAGES, Trait.STREAMS);
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
