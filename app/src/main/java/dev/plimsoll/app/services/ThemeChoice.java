package dev.plimsoll.app.services;

/** Which look the person wants. */
public enum ThemeChoice {
    /** As the desktop has it, followed while the window is open. */
    SYSTEM,
    LIGHT,
    DARK
}
