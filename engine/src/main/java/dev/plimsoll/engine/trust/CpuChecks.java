package dev.plimsoll.engine.trust;

import dev.plimsoll.engine.record.SelfSample;
import dev.plimsoll.engine.stats.Finite;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Did the generator have the CPU time it needed?
 *
 * <p>Our own spinning is left out: what a worker used beyond its loop's work, at most one CPU, counts as idle. Where the target runs on
 * this machine, a machine without idle time is at most a note, unless strangers took it: what neither our processes nor the target
 * used.
 */
final class CpuChecks {
    private static final long SHORTEST_SAMPLE_NS = 500_000_000;

    /** Any throttling is suspect. */
    static final Checks.Limits THROTTLED = new Checks.Limits(0, Thresholds.THROTTLED_INVALID, Say::percent);

    /** The hypervisor's doing is suspect at worst: what it did to us is in the other figures. */
    static final Checks.Limits STEAL =
            new Checks.Limits(Thresholds.STEAL_SUSPECT, Double.POSITIVE_INFINITY, Say::percent);

    private CpuChecks() {}

    /** One second of the machine, all in CPUs; {@code idle} is a share in [0,1]. */
    private record Second(double idle, double own, double spin) {}

    static void check(StageEvidence evidence, Checks checks) {
        List<Second> seconds = seconds(evidence);
        if (!seconds.isEmpty()) {
            idle(evidence, seconds, checks);
        }
        steal(evidence, checks);
        throttled(evidence, checks);
    }

    /** Samples long enough to trust: the kernel counts CPU time in hundredths of a second. */
    static List<SelfSample> wholeSeconds(List<SelfSample> samples) {
        return samples.stream().filter(s -> s.lengthNs() >= SHORTEST_SAMPLE_NS).toList();
    }

    /** Every process measures the machine; its seconds are joined by when in the stage they began. */
    private static List<Second> seconds(StageEvidence evidence) {
        double stageStart = evidence.figures().summary().startSeconds();
        Map<Long, double[]> sums = new TreeMap<>();
        for (SelfSample s : wholeSeconds(evidence.self())) {
            double[] sum = sums.computeIfAbsent(Math.round(s.startNs() / 1e9 - stageStart), k -> new double[4]);
            double cpus = (double) s.cpuNs() / Math.max(1, s.lengthNs());
            sum[0] += cpus;
            if (s.worker() >= 0) {
                sum[1] += Math.clamp((double) (s.cpuNs() - s.loopBusyNs()) / Math.max(1, s.lengthNs()), 0, 1);
            }
            if (s.machineIdleFraction() >= 0) {
                sum[2] += s.machineIdleFraction();
                sum[3]++;
            }
        }
        return sums.values().stream()
                .filter(sum -> sum[3] > 0)
                .map(sum -> new Second(sum[2] / sum[3], sum[0], sum[1]))
                .toList();
    }

    private static void idle(StageEvidence evidence, List<Second> seconds, Checks checks) {
        int cpus = Math.max(1, evidence.machine().cpus());
        double[] idle = seconds.stream()
                .mapToDouble(s -> Math.min(1, s.idle() + s.spin() / cpus))
                .sorted()
                .toArray();
        // The idle share that all but SHORT_SECONDS of the seconds had.
        double had = idle[(int) (idle.length * Thresholds.SHORT_SECONDS)];
        if (had >= Thresholds.IDLE_SUSPECT) {
            checks.pass();
            return;
        }
        boolean broken = had < Thresholds.IDLE_INVALID;
        String limit = Say.percent(Thresholds.IDLE_SUSPECT);
        String measured = "This machine was idle for only " + Say.percent(had) + " of the time";
        if (!evidence.machine().targetHere()) {
            checks.find(
                    "cpu",
                    broken ? Severity.INVALID : Severity.SUSPECT,
                    measured,
                    broken ? Say.percent(Thresholds.IDLE_INVALID) : limit,
                    "Stop what else runs here, or use a machine with more CPUs.");
            return;
        }
        double busy = seconds.stream()
                .mapToDouble(s -> (1 - s.idle()) * cpus)
                .average()
                .orElse(0);
        double own = seconds.stream().mapToDouble(Second::own).average().orElse(0);
        double strangers = busy - own - evidence.machine().targetCpus();
        boolean disturbed = evidence.machine().targetCpus() >= 0 && strangers > Thresholds.STRANGERS_SHARE * cpus;
        checks.find(
                "cpu",
                disturbed ? Severity.SUSPECT : Severity.NOTE,
                disturbed
                        ? measured + "; programs that are not of this run took " + Say.number(strangers) + " CPUs"
                        : measured + "; the target runs here too",
                limit,
                disturbed ? "Stop what else runs here." : "Run the target on another machine.");
    }

    private static void steal(StageEvidence evidence, Checks checks) {
        double[] known = wholeSeconds(evidence.self()).stream()
                .mapToDouble(SelfSample::machineStealFraction)
                .filter(f -> f >= 0)
                .toArray();
        if (known.length == 0) {
            return;
        }
        double mean = java.util.Arrays.stream(known).average().orElse(0);
        checks.above(
                "steal",
                mean,
                STEAL,
                "The hypervisor took " + Say.percent(mean) + " of this machine's CPU time",
                "Use a machine with CPUs of its own.",
                0);
    }

    /** A quota counts all processes of the container: where the target is in it too, the target may have used it up. */
    private static void throttled(StageEvidence evidence, Checks checks) {
        Map<Integer, long[]> ofWorkers = new TreeMap<>();
        for (SelfSample s : evidence.self()) {
            if (s.worker() >= 0 && s.throttledNs() >= 0) {
                long[] sum = ofWorkers.computeIfAbsent(s.worker(), k -> new long[2]);
                sum[0] += s.throttledNs();
                sum[1] += s.lengthNs();
            }
        }
        if (ofWorkers.isEmpty()) {
            return;
        }
        long[] worst = ofWorkers.values().stream()
                .max(Comparator.comparingDouble(sum -> Finite.share(sum[0], sum[1])))
                .orElseThrow();
        boolean targetMayHave =
                evidence.machine().targetHere() && evidence.machine().targetCpus() != 0;
        checks.above(
                "throttled",
                Finite.share(worst[0], worst[1]),
                THROTTLED,
                "The container's CPU quota kept us from running for " + Say.duration(worst[0]) + " in all",
                "Raise the container's CPU limit, or lower the load.",
                targetMayHave ? 2 : 0);
    }
}
