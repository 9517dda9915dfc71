package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.problem.Problem;
import java.util.function.Supplier;

/** A row that cannot be used; the rows after it can. */
final class BadRow extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Supplier<Problem> problem;

    /**
     * A bad row.
     *
     * @param field the field at fault, or empty
     * @param what what is wrong, without a final full stop
     */
    BadRow(Row.Place place, String field, String what) {
        this(what, () -> place.problem(field, what));
    }

    /** A bad row whose fault is known. */
    BadRow(Problem problem) {
        this(problem.what(), () -> problem);
    }

    private BadRow(String what, Supplier<Problem> problem) {
        super(what, null, false, false); // told to the user by its place in the data, not in the code
        this.problem = problem;
    }

    /** Where it is and what is wrong; to find out the line may cost a pass over the file. */
    Problem problem() {
        return problem.get();
    }
}
