/**
 * What can be wrong, and how it is told.
 *
 * <p>A {@link dev.plimsoll.engine.problem.Problem} is one fault in something a person wrote: where it is (file, line, JSON path),
 * what is wrong, and what would be allowed. Code that checks input collects <em>all</em> problems and throws one
 * {@link dev.plimsoll.engine.problem.PlimsollException} that carries them; the command line prints it, the app shows it beside
 * the field. A fault of the program itself is an ordinary runtime exception, never a {@code Problem}.
 *
 * <p>Threading: everything here is immutable.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.engine.problem;
