/**
 * The page of targets: the servers of the workspace, a form for one of them, its check and one request to it.
 *
 * <p>Vocabulary: a <em>check</em> goes through every step from the host's name to a counted answer and ends at the first that fails; a
 * <em>trial</em> is a check or one request, in the background. Which fields there are follows from what the engine declares of the
 * target's endpoint. The models hold what is shown and know no scene types; the cards show it.
 * Keys are never in the form: a field names a variable or a file. Threading: JavaFX thread; trials come back to it.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.app.target;
