/**
 * Composes everything for one run: target check, dataset, profile, scheduler, archive, verdict. Also what is told before a run
 * ({@link dev.plimsoll.engine.run.Preview}, {@link dev.plimsoll.engine.run.Estimate}, {@link dev.plimsoll.engine.run.CommandLine}) and
 * tried without one ({@link dev.plimsoll.engine.run.TargetTrial}).
 *
 * <p>Threading: a run has a thread of its own, which writes its {@code Board}; {@link dev.plimsoll.engine.run.RunHandle} may be asked by
 * any thread at any rate and never makes the run wait.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.engine.run;
