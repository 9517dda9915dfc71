package dev.plimsoll.engine.report;

import static dev.plimsoll.engine.report.SampleRun.closed;
import static dev.plimsoll.engine.report.SampleRun.of;
import static dev.plimsoll.engine.report.SampleRun.open;
import static dev.plimsoll.engine.report.SampleRun.withErrors;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.metrics.StageSummary.SloResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadLineTest {
    @Test
    void theLineIsWhereTheCurveCrossesTheLimit() {
        LoadLine.Crossing line = crossing(open(0, 20, 20, 100), open(1, 40, 40, 300), open(2, 50, 44, 700));
        assertEquals(42, line.requestsPerSecond(), 1e-9);
        assertEquals(1, line.below());
        assertEquals(2, line.above());
        assertEquals("ttft", line.failsFirst().metric());
        assertFalse(line.restsOnFew());
        assertEquals("42.0 req/s meets TTFT p99 ≤ 500 ms. Beyond it TTFT fails first.", line.sentence());
    }

    @Test
    void stagesAreOrderedByTheirRateAndNotByTheirTurn() {
        LoadLine.Crossing line = crossing(open(0, 50, 44, 700), open(1, 20, 20, 100), open(2, 40, 40, 300));
        assertEquals(42, line.requestsPerSecond(), 1e-9);
    }

    @Test
    void ofACurveThatCrossesTwiceTheFirstCrossingCounts() {
        LoadLine.Crossing line =
                crossing(open(0, 20, 20, 400), open(1, 30, 30, 600), open(2, 40, 40, 300), open(3, 50, 50, 900));
        assertEquals(25, line.requestsPerSecond(), 1e-9);
        assertEquals(0, line.below());
    }

    @Test
    void aThroughputThatFallsBeyondSaturationPullsTheLineBack() {
        LoadLine.Crossing line = crossing(open(0, 40, 40, 400), open(1, 60, 36, 600));
        assertEquals(38, line.requestsPerSecond(), 1e-9);
    }

    @Test
    void aLimitMetExactlyIsMet() {
        LoadLine.Crossing line = crossing(open(0, 20, 20, 100), open(1, 40, 40, 500), open(2, 50, 44, 700));
        assertEquals(40, line.requestsPerSecond(), 1e-9);
        assertEquals(1, line.below());
    }

    @Test
    void withoutACrossingTheLineIsNotReached() {
        LoadLine.NotReached line = assertInstanceOf(
                LoadLine.NotReached.class, LoadLine.of(of(open(0, 20, 20, 100), open(1, 40, 39, 300))));
        assertEquals(39, line.requestsPerSecond());
        assertEquals(1, line.stage());
        assertEquals("Not reached: 39.0 req/s, the highest rate run, still meets TTFT p99 ≤ 500 ms.", line.sentence());
    }

    @Test
    void whereTheLowestStageAlreadyMissesTheLineIsBelowIt() {
        LoadLine.BelowLowest line = assertInstanceOf(
                LoadLine.BelowLowest.class, LoadLine.of(of(open(0, 20, 20, 600), open(1, 40, 39, 900))));
        assertEquals(20, line.requestsPerSecond());
        assertEquals("Below every rate run: 20.0 req/s, the lowest, misses TTFT p99 ≤ 500 ms.", line.sentence());
    }

    @Test
    void closedLoopsAreNoPartOfTheCurve() {
        assertInstanceOf(LoadLine.Unasked.class, LoadLine.of(of(closed(0, 1, 64), closed(1, 42, 9000))));
        LoadLine.Crossing line =
                crossing(closed(0, 42, 9000), open(1, 20, 20, 100), open(2, 40, 40, 300), open(3, 50, 44, 700));
        assertEquals(42, line.requestsPerSecond(), 1e-9);
    }

    @Test
    void withoutAnObjectiveOnAPercentileThereIsNothingToCross() {
        StageSummary stage = withSlos(open(0, 20, 20, 100), List.of());
        assertInstanceOf(LoadLine.Unasked.class, LoadLine.of(of(stage)));
        SloResult each = new SloResult("ttft", "each", 500, null, "PASS", 0.9);
        assertInstanceOf(LoadLine.Unasked.class, LoadLine.of(of(withSlos(open(0, 20, 20, 100), List.of(each)))));
    }

    @Test
    void aStageWithoutAValueIsLeftOut() {
        SloResult none = new SloResult("ttft", "p99", 500, null, "INCONCLUSIVE", 0);
        LoadLine.Crossing line =
                crossing(open(0, 20, 20, 300), withSlos(open(1, 30, 30, 1), List.of(none)), open(2, 50, 40, 700));
        assertEquals(30, line.requestsPerSecond(), 1e-9);
        assertInstanceOf(LoadLine.Unasked.class, LoadLine.of(of(withSlos(open(0, 30, 30, 1), List.of(none)))));
    }

    @Test
    void ofTwoObjectivesTheOneCrossedFirstCounts() {
        List<SloResult> low = List.of(slo("ttft", 100, 500), slo("tpot", 20, 30));
        List<SloResult> high = List.of(slo("ttft", 600, 500), slo("tpot", 60, 30));
        LoadLine.Crossing line = crossing(withSlos(open(0, 20, 20, 1), low), withSlos(open(1, 40, 40, 1), high));
        assertEquals("tpot", line.failsFirst().metric());
        assertEquals(25, line.requestsPerSecond(), 1e-9);
        assertEquals(
                "25.0 req/s meets TTFT p99 ≤ 500 ms and TPOT p99 ≤ 30 ms. Beyond it TPOT fails first.",
                line.sentence());
    }

    @Test
    void failedRequestsBreakAPercentileTheyReachInto() {
        LoadLine.Crossing line = crossing(open(0, 20, 20, 100), withErrors(open(1, 40, 30, 120), "queue is full"));
        assertEquals(20, line.requestsPerSecond(), 1e-9);
        assertTrue(line.byErrors());
        assertTrue(line.sentence().endsWith("Beyond it requests fail."), line.sentence());
    }

    @Test
    void aLineBesideAStageWithTooFewRequestsSaysSo() {
        LoadLine.Crossing line = crossing(open(0, 2, 2, 100), open(1, 40, 40, 900));
        assertTrue(line.restsOnFew());
        assertTrue(line.sentence().endsWith("A stage beside it has too few requests to be sure."), line.sentence());
    }

    private static LoadLine.Crossing crossing(StageSummary... stages) {
        return assertInstanceOf(LoadLine.Crossing.class, LoadLine.of(of(stages)));
    }

    private static SloResult slo(String metric, double measured, double max) {
        return new SloResult(metric, "p99", max, measured, measured <= max ? "PASS" : "FAIL", 0.9);
    }

    static StageSummary withSlos(StageSummary s, List<SloResult> slos) {
        return new StageSummary(
                s.index(),
                s.strategy(),
                s.displayName(),
                s.openLoop(),
                s.scheduleSha256(),
                s.startSeconds(),
                s.endSeconds(),
                s.windowSeconds(),
                s.requests(),
                s.windowRequests(),
                s.errors(),
                s.metrics(),
                s.rates(),
                s.totals(),
                s.concurrency(),
                slos,
                s.notes());
    }
}
