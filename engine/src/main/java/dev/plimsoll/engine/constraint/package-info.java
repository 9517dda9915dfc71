/**
 * <em>When to stop</em>, and the state it judges.
 *
 * <p>A {@link dev.plimsoll.engine.constraint.Constraint} is evaluated by the coordinator on every request update, in event-time
 * order, and on a 100 ms tick, so that a hanging target cannot keep a stage alive. It answers with a
 * {@link dev.plimsoll.engine.constraint.SchedulerUpdateAction}. A fresh instance per stage; instances are confined to the
 * coordinator's thread and may keep state. All constraints of a stage form a
 * {@link dev.plimsoll.engine.constraint.ConstraintSet}, which remembers what was stopped first and by whom. A
 * {@link dev.plimsoll.engine.constraint.StageState} makes the states, in the scheduler as in the replay of a finished run.
 *
 * <p>Vocabulary: <em>created</em> requests exist; <em>processed</em> ones have ended. STOP_LOCAL lets this machine's requests in
 * flight finish within the grace period; STOP_ALL cancels everywhere at once.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.engine.constraint;
