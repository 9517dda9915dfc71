package dev.plimsoll.engine.problem;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The one exception that is meant for the user: its message says what happened, where, and what to do.
 *
 * <p>It carries the exit code the command line ends with, all problems found, and the cause for {@code --debug}.
 */
public final class PlimsollException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    @SuppressWarnings("serial") // never serialised; exceptions do not leave the process
    private final List<Problem> problems;

    private PlimsollException(ExitCode exitCode, String message, List<Problem> problems, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
        this.problems = List.copyOf(problems);
    }

    /** Wrong input: nothing was started. The message is the headline followed by every problem on its own line. */
    public static PlimsollException ofProblems(String headline, List<Problem> problems) {
        String message = headline
                + problems.stream()
                        .map(p -> System.lineSeparator() + "  " + p.tell())
                        .collect(Collectors.joining());
        return new PlimsollException(ExitCode.USAGE, message, problems, null);
    }

    /** Wrong input that is not tied to a place in a file. */
    public static PlimsollException usage(String message) {
        return new PlimsollException(ExitCode.USAGE, message, List.of(), null);
    }

    /** Wrong input with a technical cause. */
    public static PlimsollException usage(String message, Throwable cause) {
        return new PlimsollException(ExitCode.USAGE, message, List.of(), cause);
    }

    /** Something that was started failed. */
    public static PlimsollException failed(String message, @Nullable Throwable cause) {
        return new PlimsollException(ExitCode.FAILED, message, List.of(), cause);
    }

    /** What the command line ends with. */
    public ExitCode exitCode() {
        return exitCode;
    }

    /** Every problem, in the order found; empty where the message says it all. */
    public List<Problem> problems() {
        return problems;
    }
}
