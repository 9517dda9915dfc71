package dev.plimsoll.engine.router.swap;

import java.util.List;

/**
 * One fault in a matrix as somebody wrote it.
 *
 * @param code what kind of fault
 * @param path where, below the matrix: {@code sets.full}, {@code vars.g}, {@code evict_costs.g}
 * @param what a sentence without a full stop
 * @param allowed the names that could stand there, empty where they cannot be listed
 */
public record MatrixFault(Code code, String path, String what, List<String> allowed) {

    public MatrixFault {
        allowed = List.copyOf(allowed);
    }

    /** Kinds of fault. */
    public enum Code {
        /** A set has no expression. */
        EMPTY_EXPRESSION,
        /** A parenthesis is opened and not closed. */
        MISSING_CLOSE_PAREN,
        /** A stray operator, a name after a name, or a parenthesis that closes nothing. */
        UNEXPECTED_TOKEN,
        /** A character that no name may have; such a model needs a var. */
        BAD_CHARACTER,
        /** A {@code +} without a set's name right behind it. */
        REF_NAME_MISSING,
        /** Neither a var nor a model. */
        UNKNOWN_NAME,
        /** A reference to a set that does not exist. */
        UNKNOWN_SET_REFERENCE,
        /** Sets that refer to each other in a circle. */
        REFERENCE_CYCLE,
        /** There is not one set. */
        NO_SETS,
        /** A var's name is not 1 to 32 letters, digits, {@code -} or {@code .}. */
        VAR_NAME_INVALID,
        /** A var stands for something that is no model id. */
        VAR_TARGET_UNKNOWN,
        /** What stopping a model costs is not a positive number. */
        COST_NOT_POSITIVE,
        /** A cost for something that is neither a var nor a model. */
        COST_NAME_UNKNOWN
    }
}
