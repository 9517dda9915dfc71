/**
 * Who makes room: pure functions from a model that is wanted and the models that hold memory to the models that must go.
 *
 * <p>A {@link dev.plimsoll.engine.router.swap.Swapper} is asked speculatively and often (at each arrival, and for each queued request at
 * each re-scan); it must be cheap, must not log, and must answer alike when asked alike. Two are built in:
 * {@link dev.plimsoll.engine.router.swap.GroupSwapper} (a table of flags) and
 * {@link dev.plimsoll.engine.router.swap.MatrixSwapper} (declared combinations of models, and what stopping each model costs).
 *
 * <p>Threading: everything here is immutable.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.engine.router.swap;
