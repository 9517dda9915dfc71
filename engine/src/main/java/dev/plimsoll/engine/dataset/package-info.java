/**
 * Where requests come from. A {@link dev.plimsoll.engine.dataset.Dataset} is read lazily, by one thread of the coordinator, one
 * {@link dev.plimsoll.engine.dataset.Conversation} at a time; each is sent once to the worker that will run it.
 *
 * <p>Invariants: given (plan, seed) the sequence of conversations is the same on every machine. Content comes from outside:
 * whoever shows it escapes it.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.engine.dataset;
