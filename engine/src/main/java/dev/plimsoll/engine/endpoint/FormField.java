package dev.plimsoll.engine.endpoint;

import org.jspecify.annotations.Nullable;

/**
 * A field of a form.
 *
 * @param name its name
 * @param value its text; of a file the bytes in base64
 * @param file the file it is, or null for text
 */
public record FormField(String name, String value, @Nullable File file) {
    /**
     * What is said of a file.
     *
     * @param name file name
     * @param contentType media type
     */
    public record File(String name, String contentType) {}

    static FormField text(String name, String value) {
        return new FormField(name, value, null);
    }
}
