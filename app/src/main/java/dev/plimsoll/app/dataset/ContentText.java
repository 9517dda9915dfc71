package dev.plimsoll.app.dataset;

import dev.plimsoll.engine.dataset.Content;
import dev.plimsoll.engine.report.Numbers;
import java.util.Objects;
import java.util.stream.Collectors;

/** What a request asks, for a person: texts as they are, images and recordings by what they are. */
final class ContentText {
    private static final int CHARS_OF_BYTES = 4; // base64: four characters hold three bytes
    private static final int BYTES_OF_CHARS = 3;

    private ContentText() {}

    /** All of it; without the system prompt. */
    static String of(Content content) {
        if (content.payloadJson() != null) {
            return content.payloadJson();
        }
        String parts = content.parts().stream().map(ContentText::of).collect(Collectors.joining("\n"));
        String messages = Objects.requireNonNullElse(content.messagesJson(), "");
        return parts.isEmpty() || messages.isEmpty() ? parts + messages : parts + "\n" + messages;
    }

    private static String of(Content.Part part) {
        return switch (part) {
            case Content.Text text -> text.name() == null ? text.text() : text.name() + ": " + text.text();
            case Content.Image image -> image(image.url());
            case Content.Audio audio ->
                "[recording, " + audio.format() + ", " + size(audio.base64().length()) + "]";
        };
    }

    private static String image(String url) {
        int comma = url.indexOf(',');
        if (!url.startsWith("data:") || comma < 0) {
            return "[image, " + url + "]";
        }
        String type = url.substring("data:".length(), comma).replaceFirst(";.*", "");
        return "[image, " + type + ", " + size(url.length() - comma - 1) + "]";
    }

    private static String size(int characters) {
        return "about " + Numbers.bytes((long) characters / CHARS_OF_BYTES * BYTES_OF_CHARS);
    }
}
