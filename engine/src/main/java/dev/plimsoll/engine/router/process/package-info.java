/**
 * One model server as a process, and the states it goes through.
 *
 * <p>Whoever is outside sees a {@link dev.plimsoll.engine.router.process.ModelState} as advice only: it may have changed by the time it is
 * acted upon, so whether a start is needed is decided by the process's owner and nowhere else.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.engine.router.process;
