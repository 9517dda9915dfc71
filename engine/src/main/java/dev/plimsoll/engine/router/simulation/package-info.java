/**
 * What a policy would do with a trace: the router's own schedulers and swappers in a calendar instead of a machine.
 *
 * <p>A {@link dev.plimsoll.engine.router.simulation.Simulation} takes requests with their times of arrival and service
 * ({@link dev.plimsoll.engine.router.simulation.TraceRequest}) and how long each model takes to load and to stop
 * ({@link dev.plimsoll.engine.router.simulation.SwapTimes}), and tells when each request would have been served
 * ({@link dev.plimsoll.engine.router.simulation.SimulationResult}). An hour of traffic takes milliseconds.
 *
 * <p>The model of time: a swap lasts as long as its slowest stop (nothing, if nothing stops) and the load behind it; a model serves any
 * number of requests at once, each as long as the trace says. What happens at the same instant is taken in the order in which it was
 * foreseen.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.engine.router.simulation;
