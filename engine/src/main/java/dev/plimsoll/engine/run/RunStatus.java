package dev.plimsoll.engine.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a run is, as one immutable picture; whoever shows it takes the latest at its own rate.
 *
 * @param doing what happens now, for a person: {@code warming 1 worker}
 * @param stagesPlanned how many stages there will be at most, 0 where unknown
 * @param stages those that ended and the one that runs, in order
 * @param verdict verdict so far, or null before the first stage
 * @param saturation sentence of the latest saturation warning, or null
 */
public record RunStatus(
        String doing,
        int stagesPlanned,
        List<Stage> stages,
        @Nullable String verdict,
        @Nullable String saturation) {
    /** Nothing yet. */
    public static final RunStatus STARTING = new RunStatus("starting", 0, List.of(), null, null);

    public RunStatus {
        stages = List.copyOf(stages);
    }

    /** Where a stage is. */
    public enum Phase {
        RUNNING,
        DONE
    }

    /**
     * One stage. Figures of a running stage are estimates.
     *
     * @param index 0-based
     * @param name {@code constant@10.00}
     * @param phase where it is
     * @param fraction how far, [0,1], by the limit that is nearest
     * @param remainingSeconds time left, or -1 where unknown
     * @param requestsPerSecond completed per second
     * @param inFlight requests in flight
     * @param ttftP50Ms median TTFT, or -1
     * @param ttftP99Ms 99th percentile, or -1
     * @param outputTokensPerSecond output tokens per second
     * @param completed requests completed
     * @param errors requests errored
     * @param sendLagP99Us 99th percentile of the send lag, or -1
     */
    public record Stage(
            int index,
            String name,
            Phase phase,
            double fraction,
            double remainingSeconds,
            double requestsPerSecond,
            long inFlight,
            double ttftP50Ms,
            double ttftP99Ms,
            double outputTokensPerSecond,
            long completed,
            long errors,
            double sendLagP99Us) {}
}
