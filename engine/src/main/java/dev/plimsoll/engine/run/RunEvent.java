package dev.plimsoll.engine.run;

import org.jspecify.annotations.Nullable;

/**
 * One line of a run's log, for a person.
 *
 * @param atSeconds when, seconds of run time (after the run's start)
 * @param kind what sort of thing happened
 * @param stage 0-based stage, or null where it concerns the whole run
 * @param sentence {@code Stage 9 ended · SLOs passed, n = 2,208}; without a full stop
 */
public record RunEvent(
        double atSeconds, Kind kind, @Nullable Integer stage, String sentence) {
    /** What sort of thing happened. */
    public enum Kind {
        /** The run as a whole: workers ready, pause, sealing. */
        RUN,
        /** A stage began. */
        STAGE_STARTED,
        /** A stage ended, and no SLO failed in it. */
        STAGE_ENDED,
        /** A stage ended and missed an SLO. */
        SLO_FAILED,
        /** The target seems saturated. */
        SATURATION,
        /** A constraint stopped something. */
        CONSTRAINT,
        /** A worker process was lost. */
        WORKER_LOST,
        /** The target that was started for the run ended before it. */
        TARGET_LOST,
        /** Somebody stopped the run. */
        STOPPED
    }
}
