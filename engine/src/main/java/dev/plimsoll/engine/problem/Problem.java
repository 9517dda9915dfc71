package dev.plimsoll.engine.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One fault in something a person wrote.
 *
 * @param file the file as the user named it, or null where the input is not a file (an option, a field of a form)
 * @param line 1-based line in that file, or 0 where there is none
 * @param path JSON path such as {@code benchmarks[2].constraints[0].seconds}, an option name such as {@code --target}, or empty
 * @param what what is wrong, a sentence without a final full stop: {@code must be greater than 0, but is -3}
 * @param allowed the allowed values or names, empty where they cannot be listed
 */
public record Problem(@Nullable String file, int line, String path, String what, List<String> allowed) {

    public Problem {
        allowed = List.copyOf(allowed);
    }

    /** A problem at a path, not (yet) tied to a file. */
    public static Problem at(String path, String what, String... allowed) {
        return new Problem(null, 0, path, what, List.of(allowed));
    }

    /** The same problem, located in a file. */
    public Problem in(@Nullable String newFile, int newLine) {
        return new Problem(newFile, newLine, path, what, allowed);
    }

    /** One line for a person: {@code demo.plimsoll.json:12 benchmarks[0].seed: must be ... (allowed: a, b)}. */
    public String tell() {
        StringBuilder text = new StringBuilder();
        if (file != null) {
            text.append(file);
            if (line > 0) {
                text.append(':').append(line);
            }
            text.append(' ');
        }
        if (!path.isEmpty()) {
            text.append(path).append(": ");
        }
        text.append(what);
        if (!allowed.isEmpty()) {
            text.append(" (allowed: ").append(String.join(", ", allowed)).append(')');
        }
        return text.toString();
    }
}
