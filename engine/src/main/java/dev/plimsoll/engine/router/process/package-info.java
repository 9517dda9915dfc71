/**
 * One model server as a process, and the states it goes through.
 *
 * <p>Whoever is outside sees a {@link dev.plimsoll.engine.router.process.ModelState} as advice only: it may have changed by the time it is
 * acted upon, so whether a start is needed is decided by the process's owner and nowhere else.
 *
 * <p>The owner is a {@link dev.plimsoll.engine.router.process.ModelProcess}, a thread of its own that asks its
 * {@link dev.plimsoll.engine.router.process.ModelLifecycle}, a state machine without I/O, what to do, and does it. One server from start to end
 * is a {@code ModelServer}; a {@code ProcessGroup} ends it with everything it started, an {@code OrphanGuard} does so when we are gone. What it
 * writes is in a {@link dev.plimsoll.engine.router.process.ModelLog}.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.engine.router.process;
