/**
 * In which order requests get their model: a state machine without I/O, threads or a clock.
 *
 * <p>A {@link dev.plimsoll.engine.router.schedule.SwapScheduler} is told what happens, one
 * {@link dev.plimsoll.engine.router.schedule.SchedulerEvent} at a time with the time it happened, and acts through
 * {@link dev.plimsoll.engine.router.schedule.Effects}. Whoever owns the event loop implements the effects: the router with processes and
 * callers, the simulation with a calendar, a test with a list.
 *
 * <p>{@link dev.plimsoll.engine.router.schedule.FifoScheduler} is llama-swap's, without its hazards;
 * {@link dev.plimsoll.engine.router.schedule.SerialScheduler} serves one request at a time in exact order of arrival.
 *
 * <p>Threading: a scheduler is confined to one thread, that of its event loop.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.engine.router.schedule;
