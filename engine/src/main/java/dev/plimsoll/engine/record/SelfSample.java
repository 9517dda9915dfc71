package dev.plimsoll.engine.record;

/**
 * How one of our own processes fared in one second.
 *
 * @param stage stage index
 * @param worker worker index; -1 is the coordinator, which has no event loop and no sleeper: what they measure is 0 for it
 * @param startNs start of the second, run time
 * @param lengthNs its length
 * @param cpuNs CPU time of the whole process in it
 * @param loopBusyNs time the event loop worked, waiting and spinning left out
 * @param loopLagMaxNs longest time from the poller's return to the last handler of that turn, or of a late timer
 * @param loopLagP99Ns 99th percentile of the same
 * @param gcPauseTotalNs stop-the-world pauses, summed
 * @param gcPauseMaxNs the longest of them, -1 where only the sum is known
 * @param hiccupMaxNs longest oversleep of a 1 ms sleeper thread
 * @param allocatedBytes bytes allocated on the loop thread, -1 where unknown
 * @param eventsSharingRead content events that shared a read with another
 * @param coldConnections connections opened
 * @param retries requests sent again on a fresh connection
 * @param queueDepth records and updates waiting to be handed over
 * @param machineIdleFraction idle share of all CPUs of the machine in [0,1], -1 where unknown
 * @param machineStealFraction stolen share in [0,1], -1 where unknown
 * @param residentBytes resident memory of the process, -1 where unknown
 * @param clockStepNs how far the wall clock moved against the monotonic one, forwards above 0
 * @param suspendedNs how long the machine slept
 * @param throttledNs how long a container's CPU quota kept it from running, -1 where there is none
 */
public record SelfSample(
        int stage,
        int worker,
        long startNs,
        long lengthNs,
        long cpuNs,
        long loopBusyNs,
        long loopLagMaxNs,
        long loopLagP99Ns,
        long gcPauseTotalNs,
        long gcPauseMaxNs,
        long hiccupMaxNs,
        long allocatedBytes,
        long eventsSharingRead,
        int coldConnections,
        int retries,
        int queueDepth,
        double machineIdleFraction,
        double machineStealFraction,
        long residentBytes,
        long clockStepNs,
        long suspendedNs,
        long throttledNs) {}
