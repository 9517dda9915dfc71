package dev.plimsoll.engine.cli;

import java.util.List;

/** What a command is doing, as one line: on a terminal it is replaced by the next and gone at the end. Any thread. */
final class Doing {
    private final Console console;
    private final LiveRegion region;

    Doing(Console console) {
        this.console = console;
        this.region = new LiveRegion(console.err());
    }

    synchronized void say(String what) {
        if (console.interactive()) {
            region.show(List.of(what + "…"));
        } else {
            console.err().println(what);
        }
    }

    synchronized void end() {
        if (console.interactive()) {
            region.show(List.of());
        }
    }
}
