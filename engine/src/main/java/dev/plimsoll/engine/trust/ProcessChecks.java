package dev.plimsoll.engine.trust;

import dev.plimsoll.engine.record.SelfSample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** How did our own processes and their machine fare, by their self-measurement? One finding per code and stage. */
final class ProcessChecks {
    private ProcessChecks() {}

    static void check(StageEvidence evidence, Checks checks) {
        List<SelfSample> workers =
                evidence.self().stream().filter(s -> s.worker() >= 0).toList();
        if (!workers.isEmpty()) {
            loopLag(evidence, workers, checks);
            loopBusy(workers, checks);
            gc(evidence, workers, checks);
            hiccup(evidence, workers, checks);
            ClockChecks.check(evidence, workers, checks);
        }
        CpuChecks.check(evidence, checks);
    }

    /**
     * The stage's p99 of the loop lag: the median over the seconds of each worker, the worst worker; null without samples. A single
     * bad second is the business of the longest lag.
     */
    static @Nullable Double loopLagP99Ns(StageEvidence evidence) {
        Map<Integer, List<Long>> byWorker = new HashMap<>();
        for (SelfSample s : evidence.self()) {
            if (s.worker() >= 0) {
                byWorker.computeIfAbsent(s.worker(), k -> new ArrayList<>()).add(s.loopLagP99Ns());
            }
        }
        return byWorker.values().stream()
                .map(ProcessChecks::median)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static double median(List<Long> values) {
        long[] sorted = values.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** The first second of a closed loop is left out: every stream starts at once, and that burst is what was asked for. */
    private static void loopLag(StageEvidence evidence, List<SelfSample> workers, Checks checks) {
        double p99 = java.util.Objects.requireNonNullElse(loopLagP99Ns(evidence), 0.0);
        boolean closed = !evidence.figures().summary().openLoop();
        long burstEndsNs = Math.round((evidence.figures().summary().startSeconds() + 1) * 1e9);
        SelfSample worst = worst(
                workers.stream()
                        .filter(s -> !closed || s.startNs() >= burstEndsNs)
                        .toList(),
                SelfSample::loopLagMaxNs);
        double max = worst == null ? 0 : worst.loopLagMaxNs();
        boolean byMax = max > Thresholds.LOOP_LAG_MAX_SUSPECT_NS
                && (p99 <= Thresholds.LOOP_LAG_P99_INVALID_NS || max > Thresholds.LOOP_LAG_MAX_INVALID_NS);
        String advice = "Allow more workers, or keep this machine free for the generator.";
        if (byMax && worst != null) {
            checks.above(
                    "loop-lag",
                    max,
                    new Checks.Limits(
                            Thresholds.LOOP_LAG_MAX_SUSPECT_NS, Thresholds.LOOP_LAG_MAX_INVALID_NS, Say::duration),
                    "The event loop of " + who(worst) + " was stuck for " + Say.duration(max) + " "
                            + when(evidence, worst),
                    advice,
                    MachinePauses.explain(evidence, max));
        } else {
            checks.above(
                    "loop-lag",
                    p99,
                    new Checks.Limits(
                            Thresholds.LOOP_LAG_P99_SUSPECT_NS, Thresholds.LOOP_LAG_P99_INVALID_NS, Say::duration),
                    "p99 of the event loop's lag was " + Say.duration(p99) + " in a typical second",
                    advice,
                    MachinePauses.explain(evidence, p99));
        }
    }

    /** Share of a loop's time spent working, exceeded in at least {@link Thresholds#SHORT_SECONDS} of the seconds. */
    private static void loopBusy(List<SelfSample> workers, Checks checks) {
        double[] busy = CpuChecks.wholeSeconds(workers).stream()
                .mapToDouble(s -> (double) s.loopBusyNs() / Math.max(1, s.lengthNs()))
                .sorted()
                .toArray();
        if (busy.length == 0) {
            return;
        }
        double typicalTop = busy[(int) ((busy.length - 1) * (1 - Thresholds.SHORT_SECONDS))];
        checks.above(
                "loop-busy",
                typicalTop,
                new Checks.Limits(Thresholds.LOOP_BUSY_SUSPECT, Thresholds.LOOP_BUSY_INVALID, Say::percent),
                "A worker's event loop was busy for " + Say.percent(typicalTop) + " of the time",
                "Allow more workers, or lower the load.",
                0);
    }

    private static void gc(StageEvidence evidence, List<SelfSample> workers, Checks checks) {
        SelfSample worst = worst(workers, ProcessChecks::longestPauseNs);
        if (worst == null) {
            return;
        }
        double pause = longestPauseNs(worst);
        checks.above(
                "gc",
                pause,
                new Checks.Limits(Thresholds.GC_SUSPECT_NS, Thresholds.GC_INVALID_NS, Say::duration),
                "Garbage collection paused " + who(worst) + " for " + (worst.gcPauseMaxNs() < 0 ? "up to " : "")
                        + Say.duration(pause) + " " + when(evidence, worst),
                "Keep fewer event times (maxEventTimes), or give the workers more memory.",
                0);
    }

    /** The longest pause, or their sum in that second where only the sum is known. */
    private static double longestPauseNs(SelfSample sample) {
        return sample.gcPauseMaxNs() >= 0 ? sample.gcPauseMaxNs() : sample.gcPauseTotalNs();
    }

    private static void hiccup(StageEvidence evidence, List<SelfSample> workers, Checks checks) {
        SelfSample worst = worst(workers, SelfSample::hiccupMaxNs);
        if (worst == null) {
            return;
        }
        checks.above(
                "hiccup",
                worst.hiccupMaxNs(),
                new Checks.Limits(Thresholds.HICCUP_SUSPECT_NS, Thresholds.HICCUP_INVALID_NS, Say::duration),
                "Worker " + worst.worker() + " or its whole machine stood still for "
                        + Say.duration(worst.hiccupMaxNs()) + " " + when(evidence, worst),
                "Repeat the stage with nothing else running here.",
                MachinePauses.explain(evidence, worst.hiccupMaxNs()));
    }

    private static @Nullable SelfSample worst(List<SelfSample> samples, ToDoubleFunction<SelfSample> value) {
        return samples.stream().max(Comparator.comparingDouble(value)).orElse(null);
    }

    private static String who(SelfSample sample) {
        return "worker " + sample.worker();
    }

    static String when(StageEvidence evidence, SelfSample sample) {
        double second = sample.startNs() / 1e9 - evidence.figures().summary().startSeconds();
        return "in second " + Say.number(Math.max(0, Math.floor(second))) + " of the stage";
    }
}
