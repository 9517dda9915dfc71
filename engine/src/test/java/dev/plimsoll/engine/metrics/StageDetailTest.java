package dev.plimsoll.engine.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.record.RequestError;
import dev.plimsoll.engine.record.RequestRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the charts of a stage draw beside its series. */
class StageDetailTest {
    private static StageDetail detail(StageFacts facts, List<RequestRecord> records) {
        StageFiguresBuilder builder = new StageFiguresBuilder(facts);
        records.forEach(builder::add);
        return builder.build().detail();
    }

    /** One whole answer every 100 ms from 0 on; each takes 50 ms. */
    private static List<RequestRecord> steady(int count) {
        List<RequestRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(Records.whole(i, 100 * i, 100 * i + 50, 1));
        }
        return records;
    }

    @Test
    void timePerTokenAndSendLagAreBandsOnTheStepsOfTheSeries() {
        StageDetail detail = detail(Records.stage(5), List.of(Records.streamed(0, 100, 102, 3, 30, 40, 60)));
        StageDetail.Band tpot = Objects.requireNonNull(detail.bands().get("tpot"));
        assertEquals(15, tpot.p50Ms()[0]);
        assertEquals(15, tpot.p99Ms()[0]);
        assertEquals(StageSeries.ABSENT, tpot.p50Ms()[1]);
        assertEquals(2, Objects.requireNonNull(detail.bands().get("sendLag")).p99Ms()[0]);
    }

    @Test
    void failuresAreCountedByKindOverTimeMostFrequentFirst() {
        StageDetail detail = detail(
                Records.stage(5),
                List.of(
                        Records.failed(0, RequestError.of(ErrorKind.CONNECT, "refused"), 300, 310),
                        Records.failed(1, new RequestError(ErrorKind.HTTP, 429, "slow down", 1), 200, 210),
                        Records.failed(2, new RequestError(ErrorKind.HTTP, 429, "later", 1), 1300, 1310)));
        assertEquals(
                List.of(429, 0),
                detail.errors().stream().map(StageDetail.ErrorRate::code).toList());
        // Steps of a quarter of a second: one failure in one is four a second.
        assertArrayEquals(
                new double[] {4, 0, 0, 0, 0, 4},
                Arrays.copyOf(detail.errors().getFirst().perSecond(), 6));
    }

    @Test
    void everyValueOfTheWindowIsInOneCellOfItsDistribution() {
        StageDetail detail = detail(Records.stage(5), steady(49));
        ValueCounts latency = detail.counts().stream()
                .filter(c -> c.metric().equals("latency"))
                .findFirst()
                .orElseThrow();
        assertEquals(49, latency.total());
        assertEquals(1, latency.counts().length);
        assertTrue(ValueCounts.edgeMs(latency.first()) <= 50 && 50 < ValueCounts.edgeMs(latency.first() + 1));
        int cells = Objects.requireNonNull(detail.cells().get("latency")).stream()
                .mapToInt(c -> Arrays.stream(c.counts()).sum())
                .sum();
        assertEquals(49, cells);
    }

    @Test
    void theWindowIsCutInTenEqualBlocks() {
        StageDetail detail = detail(Records.stage(5), steady(50));
        assertEquals(10, detail.blocks().size());
        for (StageDetail.Block block : detail.blocks()) {
            assertEquals(50.0, block.meansMs().get("latency"));
            assertEquals(10, block.perSecond(), 1e-9);
        }
    }

    @Test
    void tooLittleForThreeBlocksIsNone() {
        assertEquals(List.of(), detail(Records.stage(5), steady(14)).blocks());
    }

    @Test
    void aStageWithoutRequestsHasNothingToDraw() {
        assertEquals(StageDetail.NONE, detail(Records.stage(5), List.of()));
    }
}
