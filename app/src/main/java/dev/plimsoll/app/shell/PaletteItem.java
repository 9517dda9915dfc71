package dev.plimsoll.app.shell;

import org.jspecify.annotations.Nullable;

/**
 * Something to choose in the palette.
 *
 * @param title what is searched and shown
 * @param hint muted beside it, or empty
 * @param icon name of an icon
 * @param shortcut as JavaFX writes it, or null
 * @param group heading
 * @param enabled whether it can be done now
 * @param run does it
 */
record PaletteItem(
        String title,
        String hint,
        String icon,
        @Nullable String shortcut,
        String group,
        boolean enabled,
        Runnable run) {}
