/**
 * One request's life, as data: who it was ({@link dev.plimsoll.engine.record.RequestInfo}), when each thing happened
 * ({@link dev.plimsoll.engine.record.RequestTimings}), how it ended, what it counted. Plus what a worker tells each second
 * ({@link dev.plimsoll.engine.record.IntervalSample}, {@link dev.plimsoll.engine.record.SelfSample}).
 *
 * <p>Invariants: every time is run time in ns (see {@code engine.time}); an absent time is
 * {@link dev.plimsoll.engine.record.RequestTimings#ABSENT}, an absent count is -1; nothing here is ever NaN. All immutable, any
 * thread; arrays are shared, not copied, and must not be changed by a reader.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.engine.record;
