package dev.plimsoll.engine.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.plan.SloPlan;
import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.record.RequestError;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StageFiguresBuilderTest {
    private static StageFigures figures(StageFacts facts, RequestRecord... records) {
        StageFiguresBuilder builder = new StageFiguresBuilder(facts);
        for (RequestRecord record : records) {
            builder.add(record);
        }
        return builder.build();
    }

    private static MetricSummary metric(StageFigures figures, String tag) {
        return java.util.Objects.requireNonNull(figures.summary().metrics().get(tag), tag);
    }

    @Test
    void timesAreCountedFromSendAndFromSchedule() {
        StageFigures f = figures(Records.stage(5), Records.streamed(0, 100, 102, 3, 30, 40, 60));
        assertEquals(30.0, metric(f, "ttft").mean());
        assertEquals(32.0, metric(f, "ttftFromSchedule").mean());
        assertEquals(60.0, metric(f, "latency").mean());
        assertEquals(62.0, metric(f, "latencyFromSchedule").mean());
        assertEquals(2000.0, metric(f, "sendLag").mean());
        assertEquals("us", metric(f, "sendLag").unit());
        assertEquals(15.0, metric(f, "tpot").mean());
        assertEquals(15.0, metric(f, "itl").mean());
        assertEquals(20.0, metric(f, "maxStall").mean());
        assertEquals(15.0, metric(f, "icl").mean());
        assertEquals(2, metric(f, "icl").count());
    }

    @Test
    void anAnswerWithoutAStreamHasNoTtft() {
        StageFigures f = figures(Records.stage(5), Records.whole(0, 100, 400, 20));
        assertFalse(f.summary().metrics().containsKey("ttft"));
        assertFalse(f.summary().metrics().containsKey("tpot"));
        assertFalse(f.summary().metrics().containsKey("icl"));
        assertEquals(300.0, metric(f, "latency").mean());
    }

    @Test
    void aStageWithoutRequestsHasZerosAndNoMetrics() {
        StageFigures f = figures(Records.stage(5));
        assertEquals(new StageSummary.Counts(0, 0, 0, 0, 0), f.summary().requests());
        assertEquals(Map.of(), f.summary().metrics());
        assertEquals(0.0, f.summary().rates().requests());
        assertEquals(0, f.series().sent().length);
        assertEquals(List.of(), f.curves());
    }

    @Test
    void everyCreatedRequestEndsInOneOfFourWays() {
        StageFigures f = figures(
                Records.stage(5),
                Records.whole(0, 100, 400, 1),
                Records.failed(1, new RequestError(ErrorKind.HTTP, 429, "slow down", 1), 200, 210),
                Records.failed(2, new RequestError(ErrorKind.HTTP, 429, "later", 1), 300, 310),
                Records.failed(3, RequestError.of(ErrorKind.CONNECT, "refused"), 300, 310),
                Records.cancelled(4, 400, 5000),
                Records.unsent(5, RequestStatus.DROPPED, 500, 600));
        assertEquals(new StageSummary.Counts(6, 1, 3, 1, 1), f.summary().requests());
        assertEquals(
                List.of(
                        new StageSummary.ErrorCount("http", 429, 2, "slow down"),
                        new StageSummary.ErrorCount("connect", null, 1, "refused")),
                f.summary().errors());
    }

    @Test
    void onlyTokensWhoseEventLiesInTheWindowCount() {
        // Sent at 0.9 s of a window of 1 s: half of the four events come after its end.
        StageFigures f = figures(Records.stage(1), Records.streamed(0, 900, 900, 8, 50, 90, 150, 200));
        assertEquals(4.0, f.summary().rates().outputTokens(), 1e-9);
        assertArrayEquals(new double[] {0, 1}, f.summary().windowSeconds());
        assertEquals(8, f.summary().totals().outputTokens());
    }

    @Test
    void theOfferedRateIsThatOfTheSlots() {
        RequestRecord[] records = new RequestRecord[49];
        for (int i = 0; i < records.length; i++) {
            records[i] = Records.whole(i, (i + 1) * 100, (i + 1) * 100 + 20, 1);
        }
        StageFigures f = figures(Records.stage(5), records);
        assertEquals(10.0, java.util.Objects.requireNonNull(f.summary().rates().offered()), 1e-9);
        assertEquals(9.8, f.summary().rates().sent(), 1e-9);
    }

    @Test
    void aClosedLoopOffersNoRate() {
        StageFigures f = figures(
                Records.stage(Map.of("kind", "concurrent", "streams", 1), false, 5), Records.whole(0, 0, 1000, 1));
        assertNull(f.summary().rates().offered());
        assertEquals(StageSeries.ABSENT, f.series().offered()[0]);
    }

    @Test
    void goodputLeavesOutWhatMissesAnObjectiveAndSparesWhatHasNoValue() {
        SloPlan ttft = new SloPlan("ttft", 50.0, 100, "ms");
        SloPlan tpot = new SloPlan("tpot", null, 0.02, "s");
        StageFigures f = figures(
                Records.stage(1, ttft, tpot),
                Records.streamed(0, 0, 0, 2, 50, 60),
                Records.streamed(1, 0, 0, 2, 150, 160),
                Records.streamed(2, 0, 0, 2, 50, 90),
                Records.streamed(3, 0, 0, 1, 50),
                Records.failed(4, RequestError.of(ErrorKind.RESET, ""), 0, 10));
        assertEquals(2.0, java.util.Objects.requireNonNull(f.summary().rates().goodput()));
        assertEquals(0.6, f.summary().slos().get(0).goodFraction(), 1e-9);
        assertEquals("p50", f.summary().slos().get(0).stat());
        assertEquals("INCONCLUSIVE", f.summary().slos().get(0).met());
        assertEquals("each", f.summary().slos().get(1).stat());
        assertEquals("FAIL", f.summary().slos().get(1).met());
        assertNull(f.summary().slos().get(1).measured());
    }

    @Test
    void aRequestThatHasNotEndedIsRefused() {
        RequestRecord record = Records.whole(0, 0, 1, 1);
        RequestRecord open = new RequestRecord(
                record.info(),
                RequestStatus.FIRST_TOKEN,
                null,
                null,
                record.timings(),
                record.contentDeltasUs(),
                0,
                record.tokens(),
                record.wire());
        assertThrows(IllegalArgumentException.class, () -> figures(Records.stage(5), open));
    }

    @Test
    void aSeriesHasShortStepsInAShortStage() {
        StageFigures f =
                figures(Records.stage(5), Records.streamed(0, 100, 100, 2, 50, 100), Records.whole(1, 4000, 5000, 1));
        assertEquals(0.25, f.series().stepSeconds());
        assertEquals(20, f.series().sent().length);
        assertEquals(4.0, f.series().sent()[0]);
        assertEquals(50.0, f.series().ttftP50Ms()[0]);
        assertEquals(StageSeries.ABSENT, f.series().ttftP50Ms()[1]);
        assertEquals(4.0, f.series().completed()[19]);
        assertEquals(1.0, f.series().inFlight()[18]);
    }

    @Test
    void curvesKeepTheExtremes() {
        RequestRecord[] records = new RequestRecord[2000];
        for (int i = 0; i < records.length; i++) {
            records[i] = Records.whole(i, i, i + 1 + i % 1000, 1);
        }
        QuantileCurve latency = figures(Records.stage(5), records).curves().stream()
                .filter(c -> c.metric().equals("latency"))
                .findFirst()
                .orElseThrow();
        assertTrue(latency.values().length <= 300);
        assertEquals(0.0, latency.fractions()[0]);
        assertEquals(1.0, latency.fractions()[latency.fractions().length - 1]);
        assertEquals(1.0, latency.values()[0]);
        assertEquals(1000.0, latency.values()[latency.values().length - 1]);
        assertNotNull(latency.unit());
    }
}
