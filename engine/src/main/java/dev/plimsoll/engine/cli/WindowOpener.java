package dev.plimsoll.engine.cli;

/** Opens the desktop window; handed in by the app, so that the command line loads nothing of it. */
@FunctionalInterface
public interface WindowOpener {
    /** Opens the window and returns when it is closed, with the process's exit code. */
    int open();
}
