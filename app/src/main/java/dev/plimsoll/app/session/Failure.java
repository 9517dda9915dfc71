package dev.plimsoll.app.session;

import dev.plimsoll.engine.problem.PlimsollException;
import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * Why work did not succeed, in words for a person.
 *
 * @param message what happened, where and what to do
 * @param details the technical part, for a fold
 * @param cause what was thrown
 */
public record Failure(String message, String details, Throwable cause) {
    /** Tells a throwable: its own words where they are meant for a person, else that the program is at fault. */
    public static Failure of(Throwable cause) {
        StringWriter trace = new StringWriter();
        cause.printStackTrace(new PrintWriter(trace));
        String message = cause instanceof PlimsollException && cause.getMessage() != null
                ? cause.getMessage()
                : "This is a fault of the program, not of what you did. Details hold what a report of it needs.";
        return new Failure(message, trace.toString(), cause);
    }
}
