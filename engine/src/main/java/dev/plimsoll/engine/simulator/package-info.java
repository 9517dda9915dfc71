/**
 * Targets that come with Plimsoll.
 *
 * <ul>
 *   <li>{@link dev.plimsoll.engine.simulator.InferenceSimulator}: a built-in inference server with a queue, prefill and
 *       batch-dependent decode, and a log of the true time of every token. The demo's target and the tests' ground truth.
 *   <li>{@link dev.plimsoll.engine.simulator.NullTarget}: answers at once with fixed bytes. Workers warm their code path against it,
 *       and it shows the most that a load generator can do.
 * </ul>
 *
 * <p>The timing model ({@code InferenceModel}) is pure: it is told the time and knows no socket. Everything else of a simulator lives
 * on one event loop; only {@code start}, {@code port} and {@code close} may be called from other threads. The log is written by a
 * thread of its own.
 *
 * <p>Token times are <em>scheduled</em> in absolute nanoseconds of {@link java.lang.System#nanoTime}; a late loop catches up and never
 * shifts the schedule, so its lateness is visible as the difference of written and scheduled time.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.engine.simulator;
