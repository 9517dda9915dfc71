package dev.plimsoll.engine.cli;

/** Opens the desktop window; handed in by the app where there is a display, so that the command line loads nothing of it. */
@FunctionalInterface
public interface WindowOpener {
    /**
     * Opens the window and returns when it is closed, with the process's exit code.
     *
     * @param demo whether it begins with the demo: its workspace open and its benchmark running
     */
    int open(boolean demo);
}
