package dev.plimsoll.engine.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The terminal a command talks to; handed in, so that a test can be one.
 *
 * @param out results, and nothing else
 * @param err everything for a person: progress, notes, errors
 * @param in standard input
 * @param environment looks up a variable, null where it is not set
 * @param interactive whether {@code err} is a terminal that can redraw a line
 */
public record Console(
        PrintStream out,
        PrintStream err,
        InputStream in,
        UnaryOperator<@Nullable String> environment,
        boolean interactive) {
    /** The process's own. */
    public static Console ofProcess() {
        boolean terminal = System.console() != null && System.console().isTerminal();
        return new Console(
                System.out,
                System.err,
                System.in,
                System::getenv,
                terminal && !"dumb".equals(System.getenv("TERM")) && System.getenv("CI") == null);
    }
}
