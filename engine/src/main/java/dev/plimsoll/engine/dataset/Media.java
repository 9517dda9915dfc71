package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.file.FileTrouble;
import dev.plimsoll.engine.file.SafePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Images and recordings of rows. A value may be a path relative to the data file, the bytes themselves (Parquet), base64, a {@code data:} URL,
 * an object with {@code bytes}, {@code path} or {@code url} (as Hugging Face and OpenAI write them), or a list of those; an image may also be
 * the URL by which the server finds it. What a file is is told by its first bytes, never by its name.
 */
final class Media {
    /** Largest image, bytes: what OpenAI takes. */
    static final int MOST_IMAGE_BYTES = 20 << 20;

    /** Largest recording, bytes: what OpenAI takes. */
    static final int MOST_AUDIO_BYTES = 25 << 20;

    /** Longer text is no path. */
    private static final int LONGEST_PATH = 1024;

    private static final Pattern VIDEO = Pattern.compile(
            "(?:https?:|data:video/).*|.*\\.(?:mp4|mov|avi|webm|mkv|mpe?g)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final Row.Place place;
    private final String column;

    /** Media of a column of the row at a place. */
    Media(Row.Place place, String column) {
        this.place = place;
        this.column = column;
    }

    /** The images of a value; none where it is null or empty. */
    List<Content.Image> images(JsonNode value) throws BadRow {
        List<Content.Image> images = new ArrayList<>();
        for (JsonNode one : elements(value)) {
            images.add(image(one));
        }
        return images;
    }

    /** The recordings of a value; none where it is null or empty. */
    List<Content.Audio> audios(JsonNode value) throws BadRow {
        List<Content.Audio> audios = new ArrayList<>();
        for (JsonNode one : elements(value)) {
            audios.add(audio(one));
        }
        return audios;
    }

    /** Whether a value looks like a film, of whatever kind. */
    static boolean looksLikeVideo(JsonNode value) {
        if (value.isArray()) {
            return value.valueStream().anyMatch(Media::looksLikeVideo);
        }
        return value.isBinary()
                || value.isObject()
                || value.isString()
                        && VIDEO.matcher(value.stringValue().strip()).matches();
    }

    /** A film, which cannot be sent. */
    BadRow video() {
        return bad("is a video, which is not sent; leave the column out with \"columns\": {\"video\": \"\"}");
    }

    private static List<JsonNode> elements(JsonNode value) {
        List<JsonNode> elements = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(element -> elements.addAll(elements(element)));
        } else if (value.path("contents").isArray()) {
            elements.addAll(elements(value.path("contents"))); // AIPerf: {"name": "...", "contents": [...]}
        } else if (!value.isNull()
                && !value.isMissingNode()
                && !value.stringValue("-").isBlank()) {
            elements.add(value);
        }
        return elements;
    }

    private Content.Image image(JsonNode value) throws BadRow {
        String url = url(value);
        if (url.startsWith("http://") || url.startsWith("https://")) {
            return new Content.Image(url);
        }
        byte[] bytes = bytes(value, MOST_IMAGE_BYTES);
        String type = isJpeg(bytes) ? "jpeg" : isPng(bytes) ? "png" : "";
        if (type.isEmpty()) {
            throw bad("is neither a JPEG nor a PNG image");
        }
        return new Content.Image(
                "data:image/" + type + ";base64," + Base64.getEncoder().encodeToString(bytes));
    }

    private Content.Audio audio(JsonNode value) throws BadRow {
        String url = url(value);
        if (url.startsWith("http://") || url.startsWith("https://")) {
            throw bad("is the URL of a recording; recordings are sent themselves, so name the file");
        }
        byte[] bytes = bytes(value, MOST_AUDIO_BYTES);
        String format = isWav(bytes) ? "wav" : isMp3(bytes) ? "mp3" : "";
        if (format.isEmpty()) {
            throw bad("is neither a WAV nor an MP3 recording");
        }
        return new Content.Audio(format, Base64.getEncoder().encodeToString(bytes));
    }

    /** The text of a value that may be a URL: itself, its {@code url} or that of its {@code image_url}; empty where it has none. */
    private static String url(JsonNode value) {
        JsonNode at = value.has("image_url") ? value.path("image_url") : value;
        return (at.isObject() ? at.path("url") : at).stringValue("").strip();
    }

    private byte[] bytes(JsonNode value, int most) throws BadRow {
        byte[] bytes;
        if (value.isObject() && value.hasNonNull("bytes")) {
            bytes = value.path("bytes").isBinary()
                    ? value.path("bytes").binaryValue()
                    : base64(value.path("bytes"), most);
        } else if (value.isObject() && value.hasNonNull("path")) {
            bytes = file(value.path("path").stringValue(""), most);
        } else if (value.isBinary()) {
            bytes = value.binaryValue();
        } else {
            String text = url(value);
            int comma = text.indexOf(',');
            if (text.isEmpty()) {
                throw bad("must be a path, a URL or the file itself, but is " + JsonRow.kind(value));
            }
            // AIPerf writes a recording as "wav,<base64>"
            boolean told = text.startsWith("data:") || comma > 0 && comma < 5;
            bytes = told ? base64(text.substring(comma + 1), most) : fileOrBase64(text, most);
        }
        if (bytes.length > most) {
            throw tooLarge(bytes.length, most);
        }
        return bytes;
    }

    private byte[] fileOrBase64(String text, int most) throws BadRow {
        if (text.length() <= LONGEST_PATH) {
            try {
                if (Files.exists(resolved(text))) {
                    return file(text, most);
                }
            } catch (InvalidPathException e) {
                throw bad("is neither a path nor a URL");
            }
            byte[] short64 = text.length() % 4 == 0 ? decoded(text) : null;
            return short64 != null && (isJpeg(short64) || isPng(short64) || isWav(short64) || isMp3(short64))
                    ? short64
                    : file(text, most);
        }
        return base64(text, most);
    }

    private byte[] file(String name, int most) throws BadRow {
        try {
            Path real = SafePath.realData(resolved(name));
            long size = Files.size(real);
            if (size > most) {
                throw tooLarge(size, most);
            }
            return Files.readAllBytes(real);
        } catch (IOException e) {
            throw bad("'" + name + "' cannot be read: " + FileTrouble.reason(e) + " (looked in " + folder() + ")");
        } catch (InvalidPathException e) {
            throw bad("'" + name + "' is not a path");
        }
    }

    private Path resolved(String name) {
        return folder().resolve(name);
    }

    /** Paths are relative to the data file. */
    private Path folder() {
        Path parent = place.file().toAbsolutePath().getParent();
        return parent == null ? place.file().toAbsolutePath() : parent;
    }

    private byte[] base64(JsonNode text, int most) throws BadRow {
        return base64(text.stringValue(""), most);
    }

    private byte[] base64(String text, int most) throws BadRow {
        if (text.length() / 4L * 3 > most + 3L) {
            throw tooLarge(text.length() / 4L * 3, most);
        }
        byte[] bytes = decoded(text);
        if (bytes == null) {
            throw bad("is not valid base64");
        }
        return bytes;
    }

    private static byte @Nullable [] decoded(String text) {
        try {
            return Base64.getDecoder().decode(text.indexOf('\n') < 0 ? text : text.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private BadRow tooLarge(long bytes, int most) {
        return bad(String.format(
                Locale.ROOT, "is too large: %.1f MB, at most %d MB are sent", bytes / 1048576.0, most >> 20));
    }

    private BadRow bad(String what) {
        return new BadRow(place, column, what);
    }

    private static boolean isJpeg(byte[] bytes) {
        return begins(bytes, 0, 0xFF, 0xD8, 0xFF);
    }

    private static boolean isPng(byte[] bytes) {
        return begins(bytes, 0, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A);
    }

    private static boolean isWav(byte[] bytes) {
        return begins(bytes, 0, 'R', 'I', 'F', 'F') && begins(bytes, 8, 'W', 'A', 'V', 'E');
    }

    /** A tag, or the eleven set bits with which a frame of MPEG audio, layer III, begins. */
    private static boolean isMp3(byte[] bytes) {
        return begins(bytes, 0, 'I', 'D', '3')
                || bytes.length > 1 && (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xE6) == 0xE2;
    }

    private static boolean begins(byte[] bytes, int at, int... with) {
        for (int i = 0; i < with.length; i++) {
            if (at + i >= bytes.length || (bytes[at + i] & 0xFF) != with[i]) {
                return false;
            }
        }
        return true;
    }
}
