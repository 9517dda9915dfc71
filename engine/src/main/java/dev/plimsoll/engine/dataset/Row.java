package dev.plimsoll.engine.dataset;

import java.nio.file.Path;
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
    }

    /** A place that is known. */
    record At(Path file, long line) implements Place {}
}
