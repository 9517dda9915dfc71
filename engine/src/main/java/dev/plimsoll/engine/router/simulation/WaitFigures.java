package dev.plimsoll.engine.router.simulation;

import java.util.Collection;

/**
 * The waits of some requests.
 *
 * @param requests all of them
 * @param served those that were served; the figures are about these
 * @param meanNs 0 if none was served
 * @param p95Ns the smallest wait that at least 95 % of them do not exceed
 * @param maxNs the longest
 * @param mostOvertaken the most requests that overtook one of them: how near it came to starving
 */
public record WaitFigures(int requests, int served, double meanNs, long p95Ns, long maxNs, long mostOvertaken) {

    /** The figures of these requests. */
    public static WaitFigures of(Collection<SimulatedRequest> requests) {
        long[] waits = requests.stream()
                .filter(SimulatedRequest::served)
                .mapToLong(SimulatedRequest::waitNs)
                .sorted()
                .toArray();
        double mean = 0;
        for (long wait : waits) {
            mean += wait / (double) waits.length;
        }
        return new WaitFigures(
                requests.size(),
                waits.length,
                mean,
                waits.length == 0 ? 0 : waits[(int) Math.ceil(0.95 * waits.length) - 1],
                waits.length == 0 ? 0 : waits[waits.length - 1],
                requests.stream().mapToLong(SimulatedRequest::overtakenBy).max().orElse(0));
    }
}
