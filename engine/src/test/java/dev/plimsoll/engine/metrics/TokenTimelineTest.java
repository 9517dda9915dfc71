package dev.plimsoll.engine.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.TokenCounts;
import dev.plimsoll.engine.record.TokenSource;
import org.junit.jupiter.api.Test;

class TokenTimelineTest {
    private static final long SECOND = 1_000_000_000L;
    private final TokenTimeline timeline = new TokenTimeline(0);

    private static RequestRecord with(RequestRecord record, TokenCounts tokens, int beyond) {
        return new RequestRecord(
                record.info(),
                RequestStatus.COMPLETED,
                null,
                null,
                record.timings(),
                record.contentDeltasUs(),
                beyond,
                tokens,
                record.wire());
    }

    @Test
    void theTokensOfAnAnswerAreSpreadEvenlyOverItsEvents() {
        timeline.add(Records.streamed(0, 0, 0, 10, 100, 300, 500, 700));
        assertEquals(5.0, timeline.between(0, 400_000_000), 1e-9);
        assertEquals(10.0, timeline.between(0, SECOND), 1e-9);
    }

    @Test
    void aFirstChunkOfKnownSizeKeepsItsTokens() {
        TokenCounts tokens = new TokenCounts(1, 10, -1, -1, -1, 7, TokenSource.USAGE);
        timeline.add(with(Records.streamed(0, 0, 0, 10, 100, 300, 500, 700), tokens, 0));
        assertEquals(7.0, timeline.between(0, 200_000_000), 1e-9);
        assertEquals(8.0, timeline.between(0, 400_000_000), 1e-9);
    }

    @Test
    void anUnknownNumberOfTokensIsOnePerEvent() {
        timeline.add(with(Records.streamed(0, 0, 0, 10, 100, 300), TokenCounts.UNKNOWN, 0));
        assertEquals(2.0, timeline.total());
    }

    @Test
    void anAnswerWithoutAStreamCountsAtItsEnd() {
        timeline.add(Records.whole(0, 100, 900, 12));
        assertEquals(0.0, timeline.between(0, 800_000_000));
        assertEquals(12.0, timeline.between(0, SECOND));
    }

    @Test
    void eventsWhoseTimeWasNotKeptLieBetweenTheLastKeptOneAndTheLastToken() {
        RequestRecord record = Records.streamed(0, 0, 0, 4, 100, 200, 400);
        RequestRecord cut = new RequestRecord(
                record.info(),
                RequestStatus.COMPLETED,
                null,
                null,
                record.timings(),
                new int[] {100_000, 100_000},
                2,
                record.tokens(),
                record.wire());
        timeline.add(cut);
        assertEquals(2.0, timeline.between(0, 250_000_000), 1e-9);
        assertEquals(3.0, timeline.between(0, 350_000_000), 1e-9);
        assertEquals(4.0, timeline.total(), 1e-9);
    }

    @Test
    void aLongStageMergesItsBinsAndKeepsWholeSecondsExact() {
        for (int second = 0; second < 6000; second++) {
            timeline.add(second * SECOND + 500_000_000, 3);
        }
        assertEquals(18_000.0, timeline.total());
        assertEquals(300.0, timeline.between(1000 * SECOND, 1100 * SECOND), 1e-6);
        double[] steps = timeline.perStep(SECOND, 6000);
        assertEquals(3.0, steps[0], 1e-9);
        assertEquals(3.0, steps[5999], 1e-6);
    }

    @Test
    void whatComesAfterTheSumsWereTakenStillCounts() {
        timeline.add(100_000_000, 1);
        timeline.add(900_000_000, 1);
        assertEquals(1.0, timeline.between(0, 500_000_000));
        timeline.add(200_000_000, 1);
        assertEquals(2.0, timeline.between(0, 500_000_000));
        assertArrayEquals(new double[] {2, 1}, timeline.perStep(500_000_000, 2));
    }
}
