package dev.plimsoll.engine.metrics;

import dev.plimsoll.engine.record.SelfSample;
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
    }

    LiveSelf snapshot() {
        return seconds == 0
                ? LiveSelf.NONE
                : new LiveSelf(
                        (double) lagP99Us.getValueAtPercentile(50),
                        known(lagMaxUs),
                        busyPerMille.getValueAtPercentile(TOP) / PER_MILLE,
                        known(gcMaxMs),
                        known(hiccupMaxMs),
                        idleSeconds == 0 ? null : (Double) (idleSum / idleSeconds),
                        seconds);
    }

    private static @Nullable Double known(double value) {
        return value < 0 ? null : (Double) value;
    }
}
