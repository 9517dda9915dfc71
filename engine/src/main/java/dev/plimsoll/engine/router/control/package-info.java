/**
 * Who carries out what a scheduler decides: one event loop, the swaps beside it, and the models' processes.
 *
 * <p>{@link dev.plimsoll.engine.router.control.RouterLoop} is the room's door. Inside, each book keeps one thing: requests and how they
 * ended, swaps and how far they have come, models and where they are, what swaps have cost. Outside are those it acts on:
 * {@link dev.plimsoll.engine.router.control.Caller} (who sent a request), {@link dev.plimsoll.engine.router.control.Models} (the
 * processes), and whoever reads the {@link dev.plimsoll.engine.router.observe.RouterEvent}s.
 *
 * <p>Threading: the scheduler and everything it is told live on the loop's thread; whoever else wants something sends a message, a
 * <em>turn</em> of the loop. Everything in a turn happens at one moment. Nothing on the loop waits.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.engine.router.control;
