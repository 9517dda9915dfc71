package dev.plimsoll.engine.trust;

import dev.plimsoll.engine.record.SelfSample;
import java.util.Comparator;
import java.util.List;

/** Did anybody set the clock, or put the machine to sleep? Every worker looks, since each may be on a machine of its own. */
final class ClockChecks {
    static final Checks.Limits STEP =
            new Checks.Limits(Thresholds.CLOCK_STEP_SUSPECT_NS, Thresholds.CLOCK_STEP_INVALID_NS, Say::duration);

    /** A machine that sleeps measures nothing: any sleep is too long. */
    static final Checks.Limits SLEEP = new Checks.Limits(0, 0, Say::duration);

    private ClockChecks() {}

    static void check(StageEvidence evidence, List<SelfSample> workers, Checks checks) {
        workers.stream()
                .max(Comparator.comparingLong(s -> Math.abs(s.clockStepNs())))
                .ifPresent(worst -> checks.above(
                        "clock-step",
                        Math.abs(worst.clockStepNs()),
                        STEP,
                        "The wall clock was set " + Say.duration(Math.abs(worst.clockStepNs()))
                                + (worst.clockStepNs() < 0 ? " back " : " ahead ")
                                + ProcessChecks.when(evidence, worst),
                        "Let the clock be slewed and not set while a run is on (NTP); durations are not affected,"
                                + " times of day are.",
                        0));
        workers.stream()
                .max(Comparator.comparingLong(SelfSample::suspendedNs))
                .ifPresent(worst -> checks.above(
                        "suspend",
                        worst.suspendedNs(),
                        SLEEP,
                        "This machine slept for " + Say.duration(worst.suspendedNs()) + " "
                                + ProcessChecks.when(evidence, worst),
                        "Keep the machine awake, and run the stage again.",
                        0));
    }
}
