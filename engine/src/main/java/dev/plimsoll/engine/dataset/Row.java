package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * One row of a file before it is understood.
 *
 * @param place where it stands
 * @param fields its columns in order; all text or null where the format has no types
 */
record Row(Place place, ObjectNode fields) {
    /** Where a row stands. The line may be costly to find out; it is asked for only when something is wrong. */
    interface Place {
        /** The file as it was named. */
        Path file();

        /** 1-based line on which the row begins. */
        long line();

        /** What is wrong with one of its fields (empty = with all of it), told with its place. */
        default Problem problem(String field, String what) {
            int line = (int) Math.min(line(), Integer.MAX_VALUE);
            return new Problem(file().toString(), line, field, what, List.of());
        }
    }

    /** A place that is known. */
    record At(Path file, long line) implements Place {}
}
