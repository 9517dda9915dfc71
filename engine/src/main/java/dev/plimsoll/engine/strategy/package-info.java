/**
 * <em>When</em> a request starts. Open loop: an {@link dev.plimsoll.engine.strategy.ArrivalSchedule} gives the offset of every slot,
 * a pure function of (strategy, seed). Closed loop: starts follow completions, and the strategy only says how many streams there are
 * and when each first starts.
 *
 * <p>Invariants: only {@link java.lang.StrictMath}, so offsets are the same on every machine; offsets never decrease; no drift
 * however many slots. Source of the formulas: the specification's strategy table. Everything is immutable except a
 * {@link dev.plimsoll.engine.strategy.ArrivalSchedule.Cursor}, which belongs to one thread.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.engine.strategy;
