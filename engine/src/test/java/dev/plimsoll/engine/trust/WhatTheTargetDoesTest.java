package dev.plimsoll.engine.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.metrics.Records;
import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.record.RequestError;
import dev.plimsoll.engine.record.RequestRecord;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A law: whatever the target does, the verdict judges the generator. A server at 1.05 to 3 times of what it can do, which turns some
 * requests away and leaves others without an answer, uses up every CPU it may have and makes the machine stutter, gives a VALID run.
 */
class WhatTheTargetDoesTest {
    private static final int CPUS = 2;
    private static final int RUNS = 100;

    /** The whole of one run's evidence but for who took the CPU time. */
    private static Evidence overloaded(long seed, boolean here) {
        SplittableRandom random = new SplittableRandom(seed);
        double seconds = random.nextDouble(5, 20);
        String arrivals = random.nextBoolean() ? "poisson" : "constant";
        QueueSim.Service service = QueueSim.Service.values()[random.nextInt(3)];
        QueueSim.Shape shape = new QueueSim.Shape(arrivals, random.nextDouble(1.05, 3), 8, 0.2, service);
        Evidence evidence = new Evidence();
        evidence.facts = Records.stage(Map.of("kind", arrivals, "rate", shape.rate()), true, seconds);
        double turnedAway = random.nextDouble(0.3);
        double stutter = here ? random.nextDouble(100) : 0;
        for (RequestRecord record : QueueSim.records(shape, seconds, seed)) {
            double atMs = record.timings().intended() / 1e6 - evidence.facts.startNs() / 1e6;
            evidence.records.add(
                    random.nextDouble() < turnedAway
                            ? Records.failed(record.info().number(), busy(), atMs, atMs + 1)
                            : record);
        }
        for (int second = 0; second < (int) seconds; second++) {
            Evidence.Sample worker = new Evidence.Sample(Evidence.sample(0, second));
            worker.idle = here ? random.nextDouble(0.02) : 0.8;
            worker.loopBusyNs = random.nextLong(50_000_000, 300_000_000);
            worker.cpuNs = worker.loopBusyNs + random.nextLong(500_000_000); // the rest is spinning
            worker.hiccupMaxNs = (long) (random.nextDouble() * stutter * 1e6);
            worker.loopLagMaxNs = random.nextLong(1 + worker.hiccupMaxNs);
            worker.throttledNs = here ? random.nextLong(50_000_000) : -1;
            evidence.self.add(worker.build());
        }
        return evidence;
    }

    private static RequestError busy() {
        return new RequestError(ErrorKind.HTTP, 429, "busy", -1);
    }

    private static double ownCpus(Evidence evidence) {
        return evidence.self.stream()
                .mapToDouble(s -> s.cpuNs() / 1e9)
                .average()
                .orElse(0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isANoteAtMost(boolean here) {
        int noted = 0;
        for (long seed = 0; seed < RUNS; seed++) {
            Evidence evidence = overloaded(seed, here);
            evidence.machine = new StageEvidence.Machine(CPUS, here, here ? CPUS - ownCpus(evidence) : -1);
            TrustReport report = evidence.judge();
            assertEquals(Verdict.VALID, report.value(), report::toString);
            noted += report.findings().isEmpty() ? 0 : 1;
            List<SaturationReport> saturated =
                    SaturationJudge.judge(List.of(evidence.build().figures()), List.of());
            assertTrue(saturated.size() <= 1);
        }
        assertTrue(noted > RUNS / 2, "it is told all the same");
    }

    /** What makes the law worth something: the same evidence is not VALID once somebody else did it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isNoExcuseForWhatOthersDo(boolean here) {
        for (long seed = 0; seed < RUNS; seed++) {
            Evidence evidence = overloaded(seed, true);
            // Here: a target that slept while all CPUs were busy. Elsewhere: nothing that runs on this machine is the
            // target's.
            evidence.machine = new StageEvidence.Machine(CPUS, here, here ? 0 : -1);
            TrustReport report = evidence.judge();
            assertFalse(report.value() == Verdict.VALID, report::toString);
            assertTrue(report.findings().stream().anyMatch(f -> f.code().equals("cpu")), report::toString);
        }
    }
}
