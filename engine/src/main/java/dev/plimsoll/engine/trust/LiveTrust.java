package dev.plimsoll.engine.trust;

import dev.plimsoll.engine.metrics.LiveSelf;
import dev.plimsoll.engine.metrics.LiveSnapshot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on a stage while it runs, from the live figures: those checks of the final verdict that can be made before the end, by
 * the same limits. The final one reads the records and replaces it. Stateless, any thread.
 */
public final class LiveTrust {
    /** Send lag above which a run is suspect, µs. */
    public static final double SEND_LAG_SUSPECT_US = Thresholds.LAG_SUSPECT_NS / 1e3;
    /** Send lag above which a run is invalid, µs. */
    public static final double SEND_LAG_INVALID_US = Thresholds.LAG_INVALID_NS / 1e3;

    private LiveTrust() {}

    /**
     * One check.
     *
     * @param code the code its finding would have
     * @param severity what it says; {@code NOTE} where all is well
     * @param text what was measured: {@code send lag p99 41 µs}
     * @param limit the limit that is broken, or the first one
     */
    public record Check(String code, Severity severity, String text, String limit) {}

    /**
     * All checks that could be made.
     *
     * @param value the verdict that follows
     * @param checks in a fixed order
     */
    public record LiveVerdict(Verdict value, List<Check> checks) {
        public LiveVerdict {
            checks = List.copyOf(checks);
        }
    }

    /**
     * Judges a running stage.
     *
     * @param targetHere whether the target runs on this machine: then a pause of the whole machine, which the target shares, weighs less
     */
    public static LiveVerdict judge(LiveSnapshot.Stage stage, boolean targetHere) {
        LiveSelf self = stage.self();
        Double hiccup = scaled(self.hiccupMaxMs(), 1e6);
        Tally checks = new Tally(new ArrayList<>(), targetHere && hiccup != null ? hiccup : 0);
        sendLag(stage, checks);
        dropped(stage, checks.list);
        checks.above("loop-lag", "loop lag p99", scaled(self.loopLagP99Us(), 1e3), LOOP_LAG_P99);
        checks.above("loop-lag", "longest loop lag", scaled(self.loopLagMaxUs(), 1e3), LOOP_LAG_MAX);
        checks.aboveAlone("loop-busy", "event loop busy", self.loopBusy(), LOOP_BUSY);
        checks.aboveAlone("gc", "longest GC pause", scaled(self.gcPauseMaxMs(), 1e6), GC);
        checks.above("hiccup", "longest pause of this machine", hiccup, HICCUP);
        Double idle = self.idleFraction();
        if (idle != null) {
            // Who takes the rest is known at the end: a target on this machine may.
            checks.list.add(new Check(
                    "cpu", Severity.NOTE, "CPU idle " + Say.percent(idle), Say.percent(Thresholds.IDLE_SUSPECT)));
        }
        incidents(self.incidents(), targetHere, checks);
        Severity worst = checks.list.stream()
                .map(Check::severity)
                .max(java.util.Comparator.naturalOrder())
                .orElse(Severity.NOTE);
        Verdict value = switch (worst) {
            case NOTE -> Verdict.VALID;
            case SUSPECT -> Verdict.SUSPECT;
            case INVALID -> Verdict.INVALID;
        };
        return new LiveVerdict(value, checks.list);
    }

    private static final Checks.Limits LOOP_LAG_P99 =
            new Checks.Limits(Thresholds.LOOP_LAG_P99_SUSPECT_NS, Thresholds.LOOP_LAG_P99_INVALID_NS, Say::duration);
    private static final Checks.Limits LOOP_LAG_MAX =
            new Checks.Limits(Thresholds.LOOP_LAG_MAX_SUSPECT_NS, Thresholds.LOOP_LAG_MAX_INVALID_NS, Say::duration);
    private static final Checks.Limits LOOP_BUSY =
            new Checks.Limits(Thresholds.LOOP_BUSY_SUSPECT, Thresholds.LOOP_BUSY_INVALID, Say::percent);
    private static final Checks.Limits GC =
            new Checks.Limits(Thresholds.GC_SUSPECT_NS, Thresholds.GC_INVALID_NS, Say::duration);
    private static final Checks.Limits HICCUP =
            new Checks.Limits(Thresholds.HICCUP_SUSPECT_NS, Thresholds.HICCUP_INVALID_NS, Say::duration);

    private static void sendLag(LiveSnapshot.Stage stage, Tally checks) {
        Double measuredMs = stage.openLoop() && stage.ttftP50Ms() != null ? stage.ttftP50Ms() : stage.latencyP50Ms();
        double measuredNs = measuredMs == null ? 0 : measuredMs * 1e6;
        double suspect = Math.max(Thresholds.LAG_SUSPECT_NS, Thresholds.LAG_SUSPECT_SHARE * measuredNs);
        double invalid = stage.openLoop()
                ? Math.max(suspect, Thresholds.LAG_INVALID_NS)
                : Math.max(Thresholds.LAG_INVALID_NS, Thresholds.LAG_INVALID_SHARE * measuredNs);
        checks.above(
                "dispatch-lag",
                "send lag p99",
                scaled(stage.sendLagP99Us(), 1e3),
                new Checks.Limits(suspect, invalid, Say::duration));
    }

    /** What should not happen is told only where it did. */
    private static void incidents(LiveSelf.Incidents seen, boolean targetHere, Tally checks) {
        checks.told("steal", "stolen by the hypervisor", seen.stealFraction(), CpuChecks.STEAL, 0);
        // Whether a target in the same container used the quota up is known at the end.
        checks.told(
                "throttled", "kept from running", seen.throttledFraction(), CpuChecks.THROTTLED, targetHere ? 2 : 0);
        checks.told("clock-step", "clock set by", seen.clockStepMs() * 1e6, ClockChecks.STEP, 0);
        checks.told("suspend", "machine slept", seen.suspendedMs() * 1e6, ClockChecks.SLEEP, 0);
        Double shared = seen.sharedReads();
        if (shared != null && shared > Thresholds.SHARED_READS_NOTE) {
            checks.list.add(new Check(
                    "shared-reads",
                    Severity.NOTE,
                    Say.percent(shared) + " of the events shared a read",
                    Say.percent(Thresholds.SHARED_READS_NOTE)));
        }
        if (seen.recordsLost() > 0) {
            checks.list.add(new Check(
                    "results-pipeline",
                    Severity.INVALID,
                    Say.count(seen.recordsLost(), "record") + " lost",
                    "0 records"));
        } else {
            checks.told("results-pipeline", "journal queue", seen.journalFullest(), RecordChecks.JOURNAL, 0);
        }
        if (seen.workersLost() > 0) {
            checks.list.add(new Check(
                    "worker-lost", Severity.SUSPECT, Say.count(seen.workersLost(), "worker") + " lost", "0 workers"));
        }
    }

    private static void dropped(LiveSnapshot.Stage stage, List<Check> checks) {
        long created = stage.counts().created();
        if (!stage.openLoop() || created == 0) {
            return;
        }
        long dropped = stage.counts().dropped();
        double share = (double) dropped / created;
        Severity severity = dropped < Thresholds.FEWEST_LATE || share <= 1 - Thresholds.SEND_RATIO_SUSPECT
                ? Severity.NOTE
                : share > 1 - Thresholds.SEND_RATIO_INVALID ? Severity.INVALID : Severity.SUSPECT;
        double limit = severity == Severity.INVALID ? Thresholds.SEND_RATIO_INVALID : Thresholds.SEND_RATIO_SUSPECT;
        checks.add(new Check(
                "send-ratio",
                severity,
                dropped == 0 ? "no send dropped" : Say.number(dropped) + " sends dropped",
                Say.percent(1 - limit)));
    }

    /** The checks so far, and the longest pause of the machine that excuses what is no longer than it, ns. */
    private record Tally(List<Check> list, double excusedNs) {
        void above(String code, String what, @Nullable Double value, Checks.Limits limits) {
            add(code, what, value, limits, value != null && excusedNs >= value && excusedNs > 0 ? 1 : 0);
        }

        /** Of what no pause of the machine excuses. */
        void aboveAlone(String code, String what, @Nullable Double value, Checks.Limits limits) {
            add(code, what, value, limits, 0);
        }

        /** Told only where it exceeds its limit. */
        void told(String code, String what, @Nullable Double value, Checks.Limits limits, int lowered) {
            if (value != null && value > limits.suspect()) {
                add(code, what, value, limits, lowered);
            }
        }

        private void add(String code, String what, @Nullable Double value, Checks.Limits limits, int lowered) {
            if (value == null) {
                return;
            }
            boolean invalid = value > limits.invalid();
            Severity severity =
                    invalid ? Severity.INVALID : value > limits.suspect() ? Severity.SUSPECT : Severity.NOTE;
            list.add(new Check(
                    code,
                    Checks.lower(severity, lowered),
                    what + " " + limits.unit().apply(value),
                    limits.text(invalid)));
        }
    }

    private static @Nullable Double scaled(@Nullable Double value, double toNs) {
        return value == null ? null : Double.valueOf(value * toNs);
    }
}
