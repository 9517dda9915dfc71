/**
 * Who carries out what a scheduler decides: one event loop, the swaps beside it, and the models' processes.
 *
 * <p>Threading: the scheduler and everything it is told live on the loop's thread; whoever else wants something sends a message. Nothing on
 * the loop waits.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.engine.router.control;
