package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.dataset.Content;
import dev.plimsoll.engine.problem.PlimsollException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** OpenAI image edit: a form with the first image of the turn, or with the URL where the server finds it. */
final class ImageEditEndpoint extends DeclaredEndpoint {
    private static final Set<String> OWN = Set.of("prompt", "image", "url", "mask");

    ImageEditEndpoint() {
        super("image_edit", "Image edit", "/v1/images/edits", AnswerShape.IMAGES, Trait.IMAGES);
    }

    @Override
    public Optional<String> lack(Content content) {
        return content.texts().isEmpty()
                ? Optional.of("has no text")
                : content.images().isEmpty() ? Optional.of("has no image") : Optional.empty();
    }

    @Override
    public BodyEncoder encoder(BackendSettings settings) {
        return new FormBody(this, settings, OWN, turn -> {
            Content content = turn.content();
            return List.of(
                    FormField.text("prompt", content.texts().getFirst()),
                    FormField.text("model", Latest.model(turn, settings)),
                    FormField.text("response_format", "b64_json"),
                    FormField.text("n", "1"),
                    image(content.images().getFirst().url()));
        });
    }

    private static FormField image(String url) {
        if (!ImageData.isInline(url)) {
            return FormField.text("url", url);
        }
        ImageData image = ImageData.of(url);
        if (image == null) {
            throw PlimsollException.usage(
                    "A request cannot be sent: its image is none that is known (PNG, JPEG, WebP, GIF, BMP).");
        }
        return new FormField("image", image.base64(), new FormField.File(image.fileName(), image.contentType()));
    }
}
