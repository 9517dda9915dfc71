package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.dataset.Content;
import dev.plimsoll.engine.http.GrowingBytes;
import dev.plimsoll.engine.problem.PlimsollException;

/** How an API writes the parts of a message. */
enum PartStyle {
    /** OpenAI's chat completions. */
    CHAT {
        @Override
        void text(Content.Text text, GrowingBytes out) {
            JsonText.raw(out, "{\"type\":\"text\",\"text\":");
            JsonText.string(out, text.text());
            out.append((byte) '}');
        }

        @Override
        void image(Content.Image image, GrowingBytes out) {
            JsonText.raw(out, "{\"type\":\"image_url\",\"image_url\":{\"url\":");
            JsonText.string(out, image.url());
            JsonText.raw(out, "}}");
        }
    },
    /** OpenAI's responses. */
    RESPONSES {
        @Override
        void text(Content.Text text, GrowingBytes out) {
            JsonText.raw(out, "{\"type\":\"input_text\",\"text\":");
            JsonText.string(out, text.text());
            out.append((byte) '}');
        }

        @Override
        void image(Content.Image image, GrowingBytes out) {
            JsonText.raw(out, "{\"type\":\"input_image\",\"image_url\":");
            JsonText.string(out, image.url());
            out.append((byte) '}');
        }
    },
    /** Anthropic's messages; there is no audio in it. */
    MESSAGES {
        @Override
        void text(Content.Text text, GrowingBytes out) {
            CHAT.text(text, out);
        }

        @Override
        void image(Content.Image image, GrowingBytes out) {
            ImageData data = ImageData.isInline(image.url()) ? ImageData.of(image.url()) : null;
            if (data == null) {
                JsonText.raw(out, "{\"type\":\"image\",\"source\":{\"type\":\"url\",\"url\":");
                JsonText.string(out, image.url());
            } else {
                JsonText.raw(out, "{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":");
                JsonText.string(out, data.contentType());
                JsonText.raw(out, ",\"data\":");
                JsonText.string(out, data.base64());
            }
            JsonText.raw(out, "}}");
        }

        @Override
        void audio(Content.Audio audio, GrowingBytes out) {
            throw PlimsollException.usage(
                    "A request cannot be sent: an earlier turn has audio, which Anthropic's messages lack.");
        }
    };

    abstract void text(Content.Text text, GrowingBytes out);

    abstract void image(Content.Image image, GrowingBytes out);

    void audio(Content.Audio audio, GrowingBytes out) {
        JsonText.raw(out, "{\"type\":\"input_audio\",\"input_audio\":{\"data\":");
        JsonText.string(out, audio.base64());
        JsonText.raw(out, ",\"format\":");
        JsonText.string(out, audio.format());
        JsonText.raw(out, "}}");
    }

    /** What a message says: a lone text as it is, for every server understands that; else the list of its parts that say anything. */
    void content(Content content, GrowingBytes out) {
        if (content.parts().size() == 1 && content.parts().getFirst() instanceof Content.Text only) {
            JsonText.string(out, only.text());
            return;
        }
        char before = '[';
        for (Content.Part part : content.parts()) {
            if (part.length() > 0) {
                out.append((byte) before);
                before = ',';
                switch (part) {
                    case Content.Text text -> text(text, out);
                    case Content.Image image -> image(image, out);
                    case Content.Audio audio -> audio(audio, out);
                }
            }
        }
        if (before == '[') {
            out.append((byte) '"'); // a list of nothing is refused
            out.append((byte) '"');
        } else {
            out.append((byte) ']');
        }
    }
}
