package dev.plimsoll.app.welcome;

import java.nio.file.Path;

/**
 * One workspace in the list of recent ones.
 *
 * @param path the file
 * @param name without its extension
 * @param shownPath with the home folder as {@code ~}
 * @param when {@code today 14:12}, {@code yesterday}, {@code 16 Nov}
 * @param pinned whether it stays at the top
 * @param missing whether the file is gone
 */
record RecentRow(Path path, String name, String shownPath, String when, boolean pinned, boolean missing) {}
