package dev.plimsoll.engine.router.simulation;

/**
 * One request of a trace.
 *
 * @param id unique in its trace
 * @param model the id of its model
 * @param arriveNs since the trace began
 * @param serviceNs how long its model serves it
 */
public record TraceRequest(String id, String model, long arriveNs, long serviceNs) {}
