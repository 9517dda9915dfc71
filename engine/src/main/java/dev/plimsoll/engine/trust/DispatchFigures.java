package dev.plimsoll.engine.trust;

/**
 * How well the generator kept to a schedule in its self-test: real workers, real dispatch, and a target on this machine that costs next
 * to nothing.
 *
 * @param plannedPerSecond highest rate that is planned, requests/s; 0 where unknown
 * @param testedPerSecond rate of the test, requests/s: the planned one within the range of the test
 * @param sends requests that were judged
 * @param lagP50Ns median of the generator's own send lag, ns
 * @param lagP99Ns its 99th percentile
 * @param lagMaxNs the longest
 * @param wakeUpErrorP99Ns how late a wait of the loop ended, 99th percentile of the worst worker, ns
 * @param loopBusy busy share of the busiest loop, spinning left out, [0,1]
 * @param longestPauseNs longest oversleep of a thread that only sleeps, ns
 * @param failed requests that failed or were never sent
 */
public record DispatchFigures(
        double plannedPerSecond,
        double testedPerSecond,
        long sends,
        double lagP50Ns,
        double lagP99Ns,
        double lagMaxNs,
        double wakeUpErrorP99Ns,
        double loopBusy,
        double longestPauseNs,
        long failed) {}
