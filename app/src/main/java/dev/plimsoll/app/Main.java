package dev.plimsoll.app;

import dev.plimsoll.engine.cli.Console;
import dev.plimsoll.engine.cli.PlimsollCli;

/** The program. */
public final class Main {
    private Main() {}

    /** Runs a command line and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(PlimsollCli.run(arguments, Console.ofProcess(), null));
    }
}
