package dev.plimsoll.engine.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How this program is started once more, with the same Java and the same classes. Stateless; any thread. */
public final class ThisProgram {
    /** The class that runs command lines; it is in a later room, and a test holds it to its name. */
    public static final String COMMAND_LINE = "dev.plimsoll.engine.cli.PlimsollCli";

    private static final List<String> SMALL = List.of("-XX:+UseSerialGC", "-Xmx512m");

    private ThisProgram() {}

    /** Java with these options and the classes of this program; the main class and its arguments follow. */
    public static List<String> java(List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xlog:disable",
                "-Xlog:all=warning:stderr",
                "-cp",
                System.getProperty("java.class.path")));
        return command;
    }

    /** The command line of this program as a process of its own with a small heap; a command and its options follow. */
    public static List<String> commandLine() {
        List<String> command = java(SMALL);
        command.add(COMMAND_LINE);
        return command;
    }

    /** {@link #commandLine} as text, quoted as POSIX shells read it. */
    public static String posix() {
        return commandLine().stream()
                .map(word -> word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }
}
