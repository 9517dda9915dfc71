package dev.plimsoll.engine.router.process;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A model's command as text, taken apart into a program and its arguments. There is no shell: {@code $HOME}, {@code ~}, {@code |} and
 * {@code &&} stand for themselves, so that nothing in a configuration can run more than it says.
 *
 * <p>Lines that begin with {@code #} are comments, a backslash at a line's end joins it to the next, any other line end is a blank. Within
 * a line the rules of POSIX: {@code '...'} keeps everything, in {@code "..."} a backslash escapes {@code "}, {@code \}, {@code $} and a
 * backtick, elsewhere it escapes any character. A quotation that is never closed ends with the text.
 */
public final class CommandLine {
    private static final String ESCAPABLE_IN_DOUBLE_QUOTES = "\"\\$`";

    private final String text;
    private final List<String> arguments = new ArrayList<>();
    private final StringBuilder current = new StringBuilder();
    private boolean started;
    private int at;

    private CommandLine(String text) {
        this.text = text;
    }

    /** The program and its arguments; empty if there is nothing but comments and blanks. */
    public static List<String> split(String command) {
        CommandLine line = new CommandLine(
                withoutComments(command).lines().map(CommandLine::joined).collect(Collectors.joining("\n")));
        line.read();
        return List.copyOf(line.arguments);
    }

    /** The text without the lines that are comments, and otherwise as it is. */
    public static String withoutComments(String command) {
        return Stream.of(command.split("\n", -1))
                .filter(each -> !each.strip().startsWith("#"))
                .collect(Collectors.joining("\n"));
    }

    /** A line with a blank instead of the backslash at its end. */
    private static String joined(String line) {
        String text = line.strip();
        return text.endsWith("\\") ? text.substring(0, text.length() - 1) + " " : line;
    }

    private void read() {
        while (at < text.length()) {
            char c = text.charAt(at++);
            switch (c) {
                case '\'' -> singleQuoted();
                case '"' -> doubleQuoted();
                case '\\' -> {
                    started = true;
                    if (at < text.length()) {
                        current.append(text.charAt(at++));
                    }
                }
                case ' ', '\t', '\n', '\r' -> end();
                default -> {
                    started = true;
                    current.append(c);
                }
            }
        }
        end();
    }

    private void singleQuoted() {
        started = true;
        int close = text.indexOf('\'', at);
        int end = close < 0 ? text.length() : close;
        current.append(text, at, end);
        at = Math.min(text.length(), end + 1);
    }

    private void doubleQuoted() {
        started = true;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return;
            }
            boolean escape =
                    c == '\\' && at < text.length() && ESCAPABLE_IN_DOUBLE_QUOTES.indexOf(text.charAt(at)) >= 0;
            current.append(escape ? text.charAt(at++) : c);
        }
    }

    private void end() {
        if (started) {
            arguments.add(current.toString());
        }
        current.setLength(0);
        started = false;
    }
}
