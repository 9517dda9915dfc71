package dev.plimsoll.engine.endpoint;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An image that is in the dataset itself.
 *
 * @param contentType its media type: {@code image/png}
 * @param base64 its bytes
 */
record ImageData(String contentType, String base64) {
    /** How files of each format begin, in base64. */
    private static final Map<String, String> BEGINNINGS = Map.of(
            "iVBORw0KGgo", "image/png",
            "/9j/", "image/jpeg",
            "R0lGODlh", "image/gif",
            "R0lGODdh", "image/gif",
            "UklGR", "image/webp",
            "Qk", "image/bmp");

    /** Whether an image is not somewhere else, to be fetched by the server. */
    static boolean isInline(String url) {
        return !url.regionMatches(true, 0, "http://", 0, 7) && !url.regionMatches(true, 0, "https://", 0, 8);
    }

    /** The image of a {@code data:} URL, or of plain base64; null where it is none of a known format. */
    static @Nullable ImageData of(String url) {
        String base64 = url;
        String contentType = null;
        if (url.startsWith("data:")) {
            int comma = url.indexOf(',');
            if (comma < 0) {
                return null;
            }
            base64 = url.substring(comma + 1);
            String said = url.substring("data:".length(), comma).split(";", 2)[0];
            contentType = said.startsWith("image/") ? said : null;
        }
        if (contentType == null) {
            String start = base64;
            contentType = BEGINNINGS.entrySet().stream()
                    .filter(known -> start.startsWith(known.getKey()))
                    .map(Map.Entry::getValue)
                    .findAny()
                    .orElse(null);
        }
        return contentType == null ? null : new ImageData(contentType, base64);
    }

    /** {@code image.png}. */
    String fileName() {
        String format = contentType.substring("image/".length()).split("\\+", 2)[0];
        return "image." + (format.equals("jpeg") ? "jpg" : format);
    }
}
