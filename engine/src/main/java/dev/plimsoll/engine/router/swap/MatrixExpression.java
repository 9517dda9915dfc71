package dev.plimsoll.engine.router.swap;

import java.util.List;

/**
 * A set's expression: an ordered list of combinations of models, written down without listing them.
 *
 * <p>A name is one combination of one model, {@code |} puts its operands' lists one after another, {@code &} unites each combination of
 * one operand with each of the next (the leftmost varies slowest), and a reference is the list of the set it names. A model that occurs
 * twice in a combination counts once.
 */
sealed interface MatrixExpression {

    /** A var or a model id, as written. */
    record Name(String name) implements MatrixExpression {}

    /** The list of another set. */
    record Reference(String set) implements MatrixExpression {}

    /** Each with each; at least two operands. */
    record All(List<MatrixExpression> operands) implements MatrixExpression {}

    /** One after another; at least two operands. */
    record Any(List<MatrixExpression> operands) implements MatrixExpression {}
}
