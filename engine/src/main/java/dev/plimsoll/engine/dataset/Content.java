package dev.plimsoll.engine.dataset;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a turn says. Mostly a system prompt and one text; at most texts, images and audio in the order in which they are sent, a list of
 * messages, or a whole body.
 *
 * @param system system prompt or prefix, or null
 * @param parts what the user says, in the order in which it is sent; empty where {@code messagesJson} or {@code payloadJson} says it all
 * @param messagesJson an OpenAI {@code messages} array as JSON text, sent as it is behind the parts, or null
 * @param payloadJson a whole request body as JSON text, or null
 * @param toolsJson an OpenAI {@code tools} array as JSON text; null = the tools of the latest turn before it that has some
 */
public record Content(
        @Nullable String system,
        List<Part> parts,
        @Nullable String messagesJson,
        @Nullable String payloadJson,
        @Nullable String toolsJson) {
    public Content {
        parts = List.copyOf(parts);
    }

    /** A piece of what the user says. */
    public sealed interface Part permits Text, Image, Audio {
        /** About how much memory it takes, characters. */
        int length();
    }

    /**
     * Text.
     *
     * @param name what it is, where an endpoint tells its texts apart by name ({@code query}, {@code passages}); or null
     * @param text the text
     */
    public record Text(@Nullable String name, String text) implements Part {
        @Override
        public int length() {
            return text.length();
        }
    }

    /**
     * An image.
     *
     * @param url a {@code data:} URL with the image itself, or where the server finds it ({@code http://} or {@code https://})
     */
    public record Image(String url) implements Part {
        @Override
        public int length() {
            return url.length();
        }
    }

    /**
     * A recording.
     *
     * @param format {@code wav}, {@code mp3}, {@code flac} ...
     * @param base64 the file's bytes in base64
     */
    public record Audio(String format, String base64) implements Part {
        @Override
        public int length() {
            return base64.length();
        }
    }

    /** One text. */
    public static Content ofText(String text) {
        return ofText(null, text);
    }

    /** One text with a system prompt before it. */
    public static Content ofText(@Nullable String system, String text) {
        return new Content(system, List.of(new Text(null, text)), null, null, null);
    }

    /** Several parts. */
    public static Content ofParts(@Nullable String system, List<? extends Part> parts) {
        return new Content(system, List.copyOf(parts), null, null, null);
    }

    /** A list of messages in JSON. */
    public static Content ofMessages(@Nullable String system, String messagesJson) {
        return new Content(system, List.of(), messagesJson, null, null);
    }

    /** A whole request body in JSON. */
    public static Content ofPayload(String payloadJson) {
        return new Content(null, List.of(), null, payloadJson, null);
    }

    /**
     * Parts of several kinds in turn, one of each list at a time while there are any: how GuideLLM orders a row's columns.
     *
     * @param kinds texts, images, audio, each in its own order
     */
    @SafeVarargs
    public static List<Part> inTurn(List<? extends Part>... kinds) {
        List<Iterator<? extends Part>> rest = new ArrayList<>();
        for (List<? extends Part> kind : kinds) {
            rest.add(kind.iterator());
        }
        List<Part> parts = new ArrayList<>();
        while (rest.stream().anyMatch(Iterator::hasNext)) {
            rest.stream().filter(Iterator::hasNext).forEach(kind -> parts.add(kind.next()));
        }
        return parts;
    }

    /** Its texts, one below the other; null where it has none. */
    public @Nullable String text() {
        if (parts.size() == 1 && parts.getFirst() instanceof Text only) {
            return only.text();
        }
        List<String> texts = texts();
        return texts.isEmpty() ? null : String.join("\n", texts);
    }

    /** All its texts, whatever their names. */
    public List<String> texts() {
        return all(Text.class).stream().map(Text::text).toList();
    }

    /** Its texts of this name. */
    public List<String> texts(String name) {
        return all(Text.class).stream()
                .filter(text -> name.equals(text.name()))
                .map(Text::text)
                .toList();
    }

    /** The one text that is all the user says, without a name; empty where there is more or something else. */
    public Optional<String> onlyText() {
        return parts.size() == 1 && parts.getFirst() instanceof Text only && only.name() == null
                ? Optional.of(only.text())
                : Optional.empty();
    }

    /** Its images. */
    public List<Image> images() {
        return all(Image.class);
    }

    /** Its recordings. */
    public List<Audio> audios() {
        return all(Audio.class);
    }

    /** The same with another system prompt. */
    public Content withSystem(@Nullable String other) {
        return new Content(other, parts, messagesJson, payloadJson, toolsJson);
    }

    /** The same with other parts. */
    public Content withParts(List<? extends Part> others) {
        return new Content(system, List.copyOf(others), messagesJson, payloadJson, toolsJson);
    }

    /** The same with these tools. */
    public Content withTools(@Nullable String json) {
        return new Content(system, parts, messagesJson, payloadJson, json);
    }

    /** About how much memory it takes, characters. */
    public long length() {
        long length = length(system) + length(messagesJson) + length(payloadJson) + length(toolsJson);
        for (Part part : parts) {
            length += part.length();
        }
        return length;
    }

    private static long length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    private <T extends Part> List<T> all(Class<T> kind) {
        return parts.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
