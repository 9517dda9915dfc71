package dev.plimsoll.engine.trust;

import dev.plimsoll.engine.metrics.StageFigures;
import dev.plimsoll.engine.record.SelfSample;
import java.util.List;

/**
 * What the verdict on one stage rests on.
 *
 * @param figures the stage's figures
 * @param sends what {@link SendAudit} found in its records
 * @param self the second-by-second self-measurement of workers and coordinator
 * @param countsAddUp whether every counting identity held: created = successful + errored + cancelled + dropped in the state, and the
 *     workers' sums, the state and the number of records agree
 * @param countsDetail a sentence with the numbers where they did not, else empty
 * @param journalOverflows records that the journal could not take
 * @param journalFullest how full the queue in front of the journal was at most, [0,1]
 * @param workersLost one sentence per lost worker
 * @param timesRecycled how often the dataset started again at its first row
 * @param inFlightSeconds time in flight summed from the workers' updates, not from the records; -1 where unknown
 * @param windowInFlightSeconds the same inside the measurement window; -1 where unknown
 * @param machine the machine it ran on
 */
public record StageEvidence(
        StageFigures figures,
        SendEvidence sends,
        List<SelfSample> self,
        boolean countsAddUp,
        String countsDetail,
        long journalOverflows,
        double journalFullest,
        List<String> workersLost,
        long timesRecycled,
        double inFlightSeconds,
        double windowInFlightSeconds,
        Machine machine) {
    public StageEvidence {
        self = List.copyOf(self);
        workersLost = List.copyOf(workersLost);
    }

    /**
     * Where generator and target run.
     *
     * @param cpus CPUs usable by this machine's processes
     * @param targetHere whether the target runs on this machine, so that it takes its CPU time from here
     * @param targetCpus CPUs the target used on average in the stage ({@code ProcessHandle.info().totalCpuDuration()} of a simulator
     *     over the stage's length), -1 where unknown or elsewhere
     */
    public record Machine(int cpus, boolean targetHere, double targetCpus) {}
}
