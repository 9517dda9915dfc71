package dev.plimsoll.engine.router.simulation;

import dev.plimsoll.engine.router.schedule.Failure;
import org.jspecify.annotations.Nullable;

/**
 * What became of a request.
 *
 * @param request as it is in the trace
 * @param startNs when its model began to serve it; -1 if it never did
 * @param endNs when it ended; -1 if it never did
 * @param failure why it was not served, or null if it was (or still waits when the simulation ends)
 * @param overtakenBy how many requests came later and were served earlier
 */
public record SimulatedRequest(
        TraceRequest request, long startNs, long endNs, Failure.@Nullable Code failure, long overtakenBy) {

    /** Whether its model served it. */
    public boolean served() {
        return startNs >= 0;
    }

    /** From its arrival until its model began to serve it. */
    public long waitNs() {
        return startNs - request.arriveNs();
    }
}
