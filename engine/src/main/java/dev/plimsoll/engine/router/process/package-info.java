/**
 * One model server as a process, and the states it goes through.
 *
 * <p>Whoever is outside sees a {@link dev.plimsoll.engine.router.process.ModelState} as advice only: it may have changed by the time it is
 * acted upon, so whether a start is needed is decided by the process's owner and nowhere else: by its
 * {@link dev.plimsoll.engine.router.process.ModelLifecycle}, a state machine without I/O.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.engine.router.process;
