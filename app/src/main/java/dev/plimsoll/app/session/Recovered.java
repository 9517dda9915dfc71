package dev.plimsoll.app.session;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Unsaved work that a crash left behind.
 *
 * @param file the recovery file
 * @param workspace the workspace it belongs to, or null where it never was saved
 * @param name its shown name
 * @param text the document
 * @param at when it was last kept
 */
public record Recovered(Path file, @Nullable Path workspace, String name, String text, Instant at) {}
