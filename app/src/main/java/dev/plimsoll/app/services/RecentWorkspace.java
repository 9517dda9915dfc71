package dev.plimsoll.app.services;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A workspace that was open before.
 *
 * @param path the file, absolute
 * @param opened when it was last opened
 * @param pinned whether it stays at the top of the list
 */
public record RecentWorkspace(Path path, Instant opened, boolean pinned) {}
