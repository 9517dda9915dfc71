package dev.plimsoll.engine.run;

import dev.plimsoll.engine.trust.GrowthLine;
import dev.plimsoll.engine.trust.TrustReport;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a run is, as one immutable picture; whoever shows it takes the latest at its own rate.
 *
 * @param doing what happens now, for a person: {@code Warming up 1 worker}
 * @param stages all stages in order: those that ended, the one that runs, and those that are planned
 * @param workers worker processes, 0 before they are started
 * @param elapsedSeconds since the run began, s; 0 before, standing still after its end
 * @param remainingSeconds time to the end of the last stage at most, by the limits of the stages, s; -1 where they do not tell
 * @param trust the generator's verdict on the stages that ended, or null before the first has
 * @param saturations where the target seems saturated, one per stage, in order
 */
public record RunStatus(
        String doing,
        List<Stage> stages,
        int workers,
        double elapsedSeconds,
        double remainingSeconds,
        @Nullable TrustReport trust,
        List<Saturation> saturations) {
    /** Nothing yet. */
    public static final RunStatus STARTING = new RunStatus("Starting", List.of(), 0, 0, -1, null, List.of());

    public RunStatus {
        stages = List.copyOf(stages);
        saturations = List.copyOf(saturations);
    }

    /** How many stages there will be at most, 0 where unknown. */
    public int stagesPlanned() {
        return stages.size();
    }

    /** The stage that runs, or null between two and before the first. */
    public @Nullable Stage running() {
        return stages.stream().filter(s -> s.phase().isRunning()).findFirst().orElse(null);
    }

    /** Length of the whole run at most, s; -1 where unknown. */
    public double totalSeconds() {
        return remainingSeconds < 0 ? -1 : elapsedSeconds + remainingSeconds;
    }

    /** The verdict so far: {@code VALID}, or null before the first stage ended. */
    public @Nullable String verdict() {
        return trust == null ? null : trust.value().name();
    }

    /** Sentence of the latest saturation, or null. */
    public @Nullable String saturation() {
        return saturations.isEmpty() ? null : saturations.getLast().sentence();
    }

    /** Where a stage is. */
    public enum Phase {
        /** Not begun. */
        PENDING,
        /** Load is on; what is sent now is left out of the figures. */
        WARM_UP,
        /** Measuring. */
        RUNNING,
        /** Load is on; what is sent now is left out of the figures. */
        COOL_DOWN,
        /** Nothing is sent any more; requests in flight get the grace period. */
        STOPPING,
        /** Ended; its figures are exact. */
        DONE;

        /** Whether the stage has begun and not ended. */
        public boolean isRunning() {
            return this != PENDING && this != DONE;
        }
    }

    /**
     * One stage. Figures of a running stage are estimates; those of one that has not begun are 0 or absent.
     *
     * @param index 0-based
     * @param name {@code constant@10.00}, {@code constant@…} where the rate is placed later
     * @param title the same for a person: {@code Constant 10.0}
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
            String title,
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
            double sendLagP99Us) {
        /** One that has not begun. */
        static Stage pending(int index, String name, String title) {
            return new Stage(index, name, title, Phase.PENDING, 0, -1, 0, 0, -1, -1, 0, 0, 0, -1);
        }
    }

    /**
     * The target seems saturated.
     *
     * @param stage 0-based stage
     * @param atSeconds since when, seconds after the stage's start
     * @param atRunSeconds since when, seconds after the run's start
     * @param sentence for a banner: {@code The server takes in 44 req/s but completes 42.8.}
     * @param evidence what fired, each for a person: {@code in flight grows 1.20/s (95 % CI 1.00–1.40)}
     * @param growth the line through the requests in flight, where their growth fired
     */
    public record Saturation(
            int stage,
            double atSeconds,
            double atRunSeconds,
            String sentence,
            List<String> evidence,
            @Nullable GrowthLine growth) {
        public Saturation {
            evidence = List.copyOf(evidence);
        }

        /** The same with further evidence. */
        Saturation with(List<String> further, @Nullable GrowthLine line) {
            return new Saturation(
                    stage,
                    atSeconds,
                    atRunSeconds,
                    sentence,
                    Stream.concat(evidence.stream(), further.stream()).toList(),
                    growth == null ? line : growth);
        }
    }
}
