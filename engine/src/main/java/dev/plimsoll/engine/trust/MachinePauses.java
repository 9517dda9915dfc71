package dev.plimsoll.engine.trust;

import dev.plimsoll.engine.record.SelfSample;

/** Whether a delay was the whole machine's, which the target shares, rather than the generator's own. */
final class MachinePauses {
    private MachinePauses() {}

    /**
     * By how many steps a delay counts less: 1 where the target runs on this machine and a plain sleeper thread of a worker, which does
     * no work of its own, overslept by at least as much.
     */
    static int explain(StageEvidence evidence, double delayNs) {
        return evidence.machine().targetHere() && longestHiccupNs(evidence) >= delayNs ? 1 : 0;
    }

    /** The longest oversleep in a worker, ns. */
    static long longestHiccupNs(StageEvidence evidence) {
        long longest = 0;
        for (SelfSample sample : evidence.self()) {
            if (sample.worker() >= 0) {
                longest = Math.max(longest, sample.hiccupMaxNs());
            }
        }
        return longest;
    }
}
