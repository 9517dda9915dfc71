package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.problem.Problem;
import java.util.List;

/** A row that cannot be used; the rows after it can. */
final class BadRow extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Row.Place place;
    private final String field;

    /**
     * A bad row.
     *
     * @param field the field at fault, or empty
     * @param what what is wrong, without a final full stop
     */
    BadRow(Row.Place place, String field, String what) {
        super(what, null, false, false); // told to the user by its place in the data, not in the code
        this.place = place;
        this.field = field;
    }

    Problem problem() {
        int line = (int) Math.min(place.line(), Integer.MAX_VALUE);
        return new Problem(place.file().toString(), line, field, String.valueOf(getMessage()), List.of());
    }
}
