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

    @Test
    void aPauseOfTheMachineThatTheTargetSharesWeighsLess() {
        LiveSelf paused = new LiveSelf(60.0, 50_000.0, 0.1, 0.4, 60.0, 0.46, 10);
        assertEquals(Verdict.INVALID, judge(40_000, 0, paused, false).value());
        assertEquals(Verdict.SUSPECT, judge(40_000, 0, paused, true).value());
        assertEquals(Verdict.INVALID, judge(70_000, 0, paused, true).value(), "longer than any pause");
    }
}
