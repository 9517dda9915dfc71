package dev.plimsoll.engine.metrics;

import dev.plimsoll.engine.record.IntervalSample;
import dev.plimsoll.engine.record.SelfSample;
import dev.plimsoll.engine.stats.Finite;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Sums up our own processes' seconds for {@link LiveSelf}: bounded memory, one thread. */
final class LiveSelfTally {
    private static final int DIGITS = 2;
    private static final double PER_MILLE = 1000;
    private static final double TOP = 95;

    private final StageFacts facts;
    private final Histogram lagP99Us = new Histogram(DIGITS);
    private final Histogram busyPerMille = new Histogram(DIGITS);
    private double lagMaxUs = -1;
    private double gcMaxMs = -1;
    private double hiccupMaxMs = -1;
    private double idleSum;
    private long idleSeconds;
    private double stealSum;
    private long stealSeconds;
    private final Map<Integer, long[]> throttledOfNs = new HashMap<>();
    private double clockStepMs;
    private double suspendedMs;
    private long contentEvents;
    private long sharedReadEvents;
    private double journalFullest;
    private long recordsLost;
    private int workersLost;
    private long seconds;

    LiveSelfTally(StageFacts facts) {
        this.facts = facts;
    }

    void add(SelfSample s) {
        seconds++;
        lagP99Us.recordValue(Math.max(0, s.loopLagP99Ns() / 1000));
        double busy = Math.max(0, s.loopBusyNs()) / (double) Math.max(1, s.lengthNs());
        busyPerMille.recordValue(Math.round(Math.min(1, busy) * PER_MILLE));
        if (facts.openLoop() || s.startNs() >= facts.startNs() + 1_000_000_000L) {
            lagMaxUs = Math.max(lagMaxUs, s.loopLagMaxNs() / 1e3);
        }
        gcMaxMs = Math.max(gcMaxMs, (s.gcPauseMaxNs() >= 0 ? s.gcPauseMaxNs() : s.gcPauseTotalNs()) / 1e6);
        hiccupMaxMs = Math.max(hiccupMaxMs, s.hiccupMaxNs() / 1e6);
        if (s.machineIdleFraction() >= 0) {
            idleSum += s.machineIdleFraction();
            idleSeconds++;
        }
        if (s.machineStealFraction() >= 0) {
            stealSum += s.machineStealFraction();
            stealSeconds++;
        }
        if (s.throttledNs() >= 0) {
            long[] sums = throttledOfNs.computeIfAbsent(s.worker(), k -> new long[2]);
            sums[0] += s.throttledNs();
            sums[1] += s.lengthNs();
        }
        clockStepMs = Math.max(clockStepMs, Math.abs(s.clockStepNs()) / 1e6);
        suspendedMs = Math.max(suspendedMs, s.suspendedNs() / 1e6);
        sharedReadEvents += s.eventsSharingRead();
    }

    void add(IntervalSample s) {
        contentEvents += s.contentEvents();
    }

    void journal(double fullest, long lost) {
        journalFullest = fullest;
        recordsLost = lost;
    }

    void workerLost() {
        workersLost++;
    }

    private LiveSelf.Incidents incidents() {
        return new LiveSelf.Incidents(
                stealSeconds == 0 ? null : (Double) (stealSum / stealSeconds),
                throttledOfNs.values().stream()
                        .map(sums -> Finite.share(sums[0], sums[1]))
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                clockStepMs,
                suspendedMs,
                contentEvents == 0 ? null : (Double) Finite.share(sharedReadEvents, contentEvents),
                journalFullest,
                recordsLost,
                workersLost);
    }

    LiveSelf snapshot() {
        return seconds == 0
                ? new LiveSelf(null, null, null, null, null, null, 0, incidents())
                : new LiveSelf(
                        (double) lagP99Us.getValueAtPercentile(50),
                        known(lagMaxUs),
                        busyPerMille.getValueAtPercentile(TOP) / PER_MILLE,
                        known(gcMaxMs),
                        known(hiccupMaxMs),
                        idleSeconds == 0 ? null : (Double) (idleSum / idleSeconds),
                        seconds,
                        incidents());
    }

    private static @Nullable Double known(double value) {
        return value < 0 ? null : (Double) value;
    }
}
