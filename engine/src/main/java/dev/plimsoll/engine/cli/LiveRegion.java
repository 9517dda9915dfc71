package dev.plimsoll.engine.cli;

import java.io.PrintStream;
import java.util.List;

/**
 * Rows at the end of a terminal that redraw themselves; what is kept scrolls away above them. Uses nothing but "cursor up" and "erase",
 * which every terminal since the VT100 knows. One thread.
 */
final class LiveRegion {
    private static final String ESCAPE = "\u001b[";
    private static final String ERASE_LINE_END = ESCAPE + "K";
    private static final String ERASE_BELOW = ESCAPE + "J";

    private final PrintStream out;
    private int rows;

    LiveRegion(PrintStream out) {
        this.out = out;
    }

    /** Draws these rows in place of the last ones. Each must fit the terminal's width. */
    void show(List<String> lines) {
        StringBuilder text = new StringBuilder(toTop());
        for (String line : lines) {
            text.append(line).append(ERASE_LINE_END).append('\n');
        }
        if (lines.size() < rows) {
            text.append(ERASE_BELOW);
        }
        rows = lines.size();
        write(text);
    }

    /** Prints a line above the rows, for good. */
    void keep(String line) {
        StringBuilder text = new StringBuilder(toTop());
        if (rows > 0) {
            text.append(ERASE_BELOW);
        }
        rows = 0;
        write(text.append(line).append('\n'));
    }

    private String toTop() {
        return rows == 0 ? "" : "\r" + ESCAPE + rows + "A";
    }

    private void write(StringBuilder text) {
        out.print(text);
        out.flush();
    }
}
