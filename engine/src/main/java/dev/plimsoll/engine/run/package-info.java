/**
 * Composes everything for one run: target check, dataset, profile, scheduler, archive, verdict. Also what is told before a run
 * ({@link dev.plimsoll.engine.run.Preview}, {@link dev.plimsoll.engine.run.Estimate}, {@link dev.plimsoll.engine.run.CommandLine}) and
 * tried without one ({@link dev.plimsoll.engine.run.TargetTrial}).
 *
 * <p>What is under test may be started for it, as a process of its own ({@code ServerChild}): the simulator, or the router of local models
 * ({@code LocalModels}: its configuration, its files in the run's folder, its end). {@link dev.plimsoll.engine.run.PlanChecks} are what is
 * known of a plan only here.
 *
 * <p>Threading: a run has a thread of its own, which writes its {@code Board}; {@link dev.plimsoll.engine.run.RunHandle} may be asked by
 * any thread at any rate and never makes the run wait.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.engine.run;
