package dev.plimsoll.engine.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.metrics.LiveCounts;
import dev.plimsoll.engine.metrics.LiveSelf;
import dev.plimsoll.engine.metrics.LiveSnapshot;
import dev.plimsoll.engine.trust.LiveTrust.LiveVerdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveTrustTest {
    private static final LiveSelf GOOD = new LiveSelf(60.0, 900.0, 0.1, 0.4, 2.0, 0.46, 10);

    private static LiveVerdict judge(double sendLagUs, long dropped, LiveSelf self) {
        return judge(sendLagUs, dropped, self, false);
    }

    private static LiveVerdict judge(double sendLagUs, long dropped, LiveSelf self, boolean targetHere) {
        return LiveTrust.judge(
                new LiveSnapshot.Stage(
                        0,
                        "constant@10.00",
                        Map.of(),
                        true,
                        false,
                        0,
                        10,
                        60,
                        0,
                        new LiveCounts(10_000_000_000L, 1000, 3, 997 - dropped, 0, 0, dropped, 0.5, 5.0),
                        10.0,
                        10,
                        100,
                        40.0,
                        80.0,
                        5.0,
                        8.0,
                        300.0,
                        500.0,
                        5.0,
                        8.0,
                        sendLagUs,
                        self,
                        List.of()),
                targetHere);
    }

    @Test
    void aGeneratorWithinItsLimitsIsValidSoFar() {
        LiveVerdict verdict = judge(41, 0, GOOD);
        assertEquals(Verdict.VALID, verdict.value());
        assertEquals(8, verdict.checks().size());
        assertEquals("send lag p99 41 µs", verdict.checks().getFirst().text());
        assertTrue(verdict.checks().stream().allMatch(c -> c.severity() == Severity.NOTE));
    }

    @Test
    void whatIsNotKnownIsNotJudged() {
        assertEquals(2, judge(41, 0, LiveSelf.NONE).checks().size());
    }

    @Test
    void everyFaultFlipsIt() {
        assertEquals(Verdict.SUSPECT, judge(1500, 0, GOOD).value());
        assertEquals(Verdict.INVALID, judge(11_000, 0, GOOD).value());
        assertEquals(Verdict.SUSPECT, judge(41, 8, GOOD).value());
        assertEquals(Verdict.INVALID, judge(41, 20, GOOD).value());
        assertEquals(
                Verdict.SUSPECT,
                judge(41, 0, new LiveSelf(2000.0, 900.0, 0.1, 0.4, 2.0, 0.46, 10))
                        .value());
        assertEquals(
                Verdict.INVALID,
                judge(41, 0, new LiveSelf(60.0, 150_000.0, 0.1, 0.4, 2.0, 0.46, 10))
                        .value());
        assertEquals(
                Verdict.SUSPECT,
                judge(41, 0, new LiveSelf(60.0, 900.0, 0.7, 0.4, 2.0, 0.46, 10)).value());
        assertEquals(
                Verdict.INVALID,
                judge(41, 0, new LiveSelf(60.0, 900.0, 0.1, 25.0, 2.0, 0.46, 10))
                        .value());
        assertEquals(
                Verdict.SUSPECT,
                judge(41, 0, new LiveSelf(60.0, 900.0, 0.1, 0.4, 14.0, 0.46, 10))
                        .value());
    }

    private static List<String> incidents(LiveSelf.Incidents seen, boolean targetHere) {
        LiveSelf self = new LiveSelf(60.0, 900.0, 0.1, 0.4, 2.0, 0.46, 10, seen);
        return judge(41, 0, self, targetHere).checks().stream()
                .skip(8)
                .map(c -> c.code() + " " + c.severity().text() + ": " + c.text() + ", " + c.limit())
                .toList();
    }

    @Test
    void whatShouldNotHappenIsToldWhereItDid() {
        assertEquals(List.of(), incidents(new LiveSelf.Incidents(0.01, 0.0, 0.9, 0, 0.05, 0.5, 0, 0), false));
        assertEquals(
                List.of(
                        "steal suspect: stolen by the hypervisor 3 %, 1 %",
                        "throttled invalid: kept from running 2 %, 1 %",
                        "clock-step invalid: clock set by 120 ms, 50 ms",
                        "suspend invalid: machine slept 2 s, 0 ns",
                        "shared-reads note: 20 % of the events shared a read, 5 %",
                        "results-pipeline suspect: journal queue 60 %, 50 %",
                        "worker-lost suspect: 1 worker lost, 0 workers"),
                incidents(new LiveSelf.Incidents(0.03, 0.02, 120, 2000, 0.2, 0.6, 0, 1), false));
        assertEquals(
                List.of(
                        "throttled note: kept from running 2 %, 1 %",
                        "results-pipeline invalid: 7 records lost, 0 records"),
                incidents(new LiveSelf.Incidents(null, 0.02, 0, 0, null, 1, 7, 0), true));
    }

    @Test
    void aPauseOfTheMachineThatTheTargetSharesWeighsLess() {
        LiveSelf paused = new LiveSelf(60.0, 50_000.0, 0.1, 0.4, 60.0, 0.46, 10);
        assertEquals(Verdict.INVALID, judge(40_000, 0, paused, false).value());
        assertEquals(Verdict.SUSPECT, judge(40_000, 0, paused, true).value());
        assertEquals(Verdict.INVALID, judge(70_000, 0, paused, true).value(), "longer than any pause");
    }
}
