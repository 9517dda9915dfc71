/**
 * Runs one stage: the group of worker processes, the state, the constraints, the environment.
 *
 * <p>One arrival process, one issuer, workers only execute: the coordinator hands slots and conversations out ahead of time and no
 * message between processes is ever on the timing path. Updates of all workers are merged in event-time order before a constraint
 * sees them. A worker that dies is told and survived; nothing hangs.
 *
 * <p>Inside a stage: {@code StageRunner} keeps the loop, {@code StageFeed} hands out, {@code StageHistory} puts what is told in order,
 * {@code StageJudge} asks the constraints, {@code StopControl} stops, {@code LostWorkers} gives up, {@code StageTrouble} remembers what
 * failed, {@code CoordinatorMeter} measures this process.
 *
 * <p>Threading: one coordinator thread owns a stage's state, evaluates constraints and calls the
 * {@link dev.plimsoll.engine.scheduler.StageListener}; one reader thread per worker only decodes frames into its mailbox.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.engine.scheduler;
