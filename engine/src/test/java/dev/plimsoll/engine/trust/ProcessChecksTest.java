package dev.plimsoll.engine.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.metrics.Records;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessChecksTest {
    private static final StageEvidence.Machine SHARED = new StageEvidence.Machine(4, true, -1);

    /** Codes and severities after some seconds of the worker's ten were changed. */
    private static List<String> found(
            StageEvidence.Machine machine, int from, int to, Consumer<Evidence.Sample> change) {
        Evidence evidence = Evidence.impeccable();
        evidence.machine = machine;
        evidence.withWorkerSeconds(from, to, sample -> {
            change.accept(sample);
            return sample;
        });
        return evidence.judge().findings().stream()
                .map(f -> f.code() + " " + f.severity().text())
                .toList();
    }

    private static final StageEvidence.Machine OWN = new StageEvidence.Machine(4, false, -1);

    @ParameterizedTest
    @CsvSource({
        "25, ''",
        "26, loop-lag suspect",
        "100, loop-lag suspect",
        "101, loop-lag invalid",
        "150, loop-lag invalid"
    })
    void oneLongBlockOfTheLoopCounts(long ms, String expected) {
        assertEquals(expected(expected), found(OWN, 3, 4, s -> s.loopLagMaxNs = ms * 1_000_000));
    }

    @ParameterizedTest
    @CsvSource({"1000, ''", "1001, loop-lag suspect", "5000, loop-lag suspect", "5001, loop-lag invalid"})
    void aLoopThatIsLateInMostSecondsCounts(long us, String expected) {
        assertEquals(expected(expected), found(OWN, 0, 6, s -> s.loopLagP99Ns = us * 1000));
    }

    @Test
    void aLoopThatIsLateInOneSecondOnlyIsJudgedByItsLongestLag() {
        assertEquals(List.of(), found(OWN, 3, 4, s -> s.loopLagP99Ns = 20_000_000));
    }

    @ParameterizedTest
    @CsvSource({"2000, ''", "2001, gc suspect", "20000, gc suspect", "20001, gc invalid"})
    void aCollectorsPauseCounts(long us, String expected) {
        assertEquals(expected(expected), found(OWN, 3, 4, s -> s.gcPauseMaxNs = us * 1000));
    }

    @Test
    void whereOnlyTheSumOfThePausesIsKnownItStandsForTheLongest() {
        assertEquals(List.of("gc suspect"), found(OWN, 3, 4, s -> {
            s.gcPauseMaxNs = -1;
            s.gcPauseTotalNs = 3_000_000;
        }));
    }

    @ParameterizedTest
    @CsvSource({"10, ''", "11, hiccup suspect", "100, hiccup suspect", "1000, hiccup invalid"})
    void aPauseOfTheMachineCounts(long ms, String expected) {
        assertEquals(expected(expected), found(OWN, 3, 4, s -> s.hiccupMaxNs = ms * 1_000_000));
    }

    @ParameterizedTest
    @CsvSource({"60, ''", "61, loop-busy suspect", "85, loop-busy suspect", "86, loop-busy invalid"})
    void aBusyLoopCounts(long percent, String expected) {
        assertEquals(expected(expected), found(OWN, 0, 10, s -> s.loopBusyNs = percent * 10_000_000));
    }

    @Test
    void theCoordinatorsOwnPausesTouchNoTimestamp() {
        Evidence evidence = Evidence.impeccable();
        Evidence.Sample coordinator = new Evidence.Sample(Evidence.sample(-1, 4));
        coordinator.gcPauseMaxNs = 500_000_000;
        coordinator.hiccupMaxNs = 500_000_000;
        coordinator.loopLagMaxNs = 500_000_000;
        evidence.self.add(coordinator.build());
        assertEquals(List.of(), evidence.judge().findings());
    }

    @Test
    void onASharedMachineAPauseOfTheWholeMachineCountsOneStepLess() {
        assertEquals(List.of("hiccup note"), found(SHARED, 3, 4, s -> s.hiccupMaxNs = 60_000_000));
        assertEquals(List.of("hiccup suspect"), found(SHARED, 3, 4, s -> s.hiccupMaxNs = 1_000_000_000));
        assertEquals(List.of("loop-lag note", "hiccup note"), found(SHARED, 3, 4, s -> {
            s.loopLagMaxNs = 50_000_000;
            s.hiccupMaxNs = 60_000_000;
        }));
    }

    @Test
    void onASharedMachineABlockOfOurLoopAloneCountsInFull() {
        assertEquals(List.of("loop-lag invalid"), found(SHARED, 3, 4, s -> s.loopLagMaxNs = 150_000_000));
    }

    @Test
    void theStartingBurstOfAClosedLoopIsWhatWasAskedFor() {
        Evidence closed = Evidence.impeccable();
        closed.facts = Records.stage(Map.of("kind", "throughput"), false, 10);
        closed.withWorkerSeconds(0, 1, s -> {
            s.loopLagMaxNs = 300_000_000;
            return s;
        });
        assertEquals(List.of(), closed.judge().findings());
    }

    private static List<String> idle(StageEvidence.Machine machine, double idle, double ownCpus, int seconds) {
        Evidence evidence = Evidence.impeccable();
        evidence.machine = machine;
        evidence.self.removeIf(s -> s.worker() < 0);
        evidence.withWorkerSeconds(0, seconds, s -> {
            s.idle = idle;
            s.cpuNs = Math.round(ownCpus * 1e9);
            s.loopBusyNs = Math.min(s.loopBusyNs, s.cpuNs);
            return s;
        });
        return evidence.judge().findings().stream()
                .map(f -> f.code() + " " + f.severity().text())
                .toList();
    }

    @Test
    void aMachineWithoutIdleTimeIsSuspectAndThenInvalid() {
        assertEquals(List.of(), idle(OWN, 0.20, 0.08, 10));
        assertEquals(List.of("cpu suspect"), idle(OWN, 0.19, 0.08, 10));
        assertEquals(List.of("cpu invalid"), idle(OWN, 0.04, 0.08, 10));
    }

    @Test
    void ourOwnSpinningIsIdleTime() {
        // 0.92 of a CPU of four spun: 23 % of the machine.
        assertEquals(List.of(), idle(OWN, 0.05, 1.0, 10));
    }

    @Test
    void aTargetOnThisMachineMayTakeItsCpus() {
        assertEquals(List.of("cpu note"), idle(SHARED, 0.01, 0.08, 10));
        assertEquals(List.of("cpu note"), idle(new StageEvidence.Machine(4, true, 3.6), 0.01, 0.08, 10));
    }

    @Test
    void strangersMayNotEvenThen() {
        assertEquals(List.of("cpu suspect"), idle(new StageEvidence.Machine(4, true, 1.0), 0.01, 0.08, 10));
    }

    @Test
    void stolenTimeIsSuspect() {
        assertEquals(List.of("steal suspect"), found(OWN, 0, 10, s -> s.steal = 0.03));
        assertEquals(List.of(), found(OWN, 0, 10, s -> s.steal = 0.01));
    }

    @ParameterizedTest
    @CsvSource({"0, ''", "1, throttled suspect", "10000, throttled suspect", "10001, throttled invalid"})
    void beingThrottledByAContainersQuotaCounts(long us, String expected) {
        assertEquals(expected(expected), found(OWN, 0, 10, s -> s.throttledNs = us * 1000));
    }

    @Test
    void aQuotaThatATargetInTheSameContainerMayHaveUsedUpIsNoted() {
        assertEquals(List.of("throttled note"), found(SHARED, 0, 10, s -> s.throttledNs = 300_000_000));
    }

    @ParameterizedTest
    @CsvSource({
        "1, ''",
        "1.1, clock-step suspect",
        "-1.1, clock-step suspect",
        "50, clock-step suspect",
        "51, clock-step invalid",
        "-3600000, clock-step invalid"
    })
    void aStepOfTheWallClockCounts(double ms, String expected) {
        assertEquals(expected(expected), found(OWN, 3, 4, s -> s.clockStepNs = Math.round(ms * 1e6)));
    }

    @Test
    void aMachineThatSleptMeasuredNothing() {
        assertEquals(List.of("suspend invalid"), found(OWN, 3, 4, s -> s.suspendedNs = 20_000_000));
        assertEquals(List.of("suspend invalid"), found(SHARED, 3, 4, s -> s.suspendedNs = 20_000_000));
    }

    @Test
    void withoutSelfMeasurementTheProcessesAreNotJudged() {
        Evidence evidence = Evidence.impeccable();
        int all = evidence.judge().checksPassed();
        evidence.self.clear();
        TrustReport report = evidence.judge();
        assertEquals(List.of(), report.findings());
        assertTrue(report.checksPassed() < all);
    }

    private static List<String> expected(String text) {
        return text.isEmpty() ? List.of() : List.of(text);
    }
}
