package dev.plimsoll.app.session;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Unsaved work that a crash left behind.
 *
 * @param file the recovery file
 * @param workspace the workspace it belongs to, or null where it never was saved
 * @param name its shown name
 * @param text the document
 * @param linked texts of the files edited with it that were unsaved, by path
 * @param at when it was last kept
 */
public record Recovered(
        Path file, @Nullable Path workspace, String name, String text, Map<Path, String> linked, Instant at) {
    public Recovered {
        linked = Map.copyOf(linked);
    }
}
