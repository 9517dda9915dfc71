package dev.plimsoll.engine.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockOffsetTest {
    @ParameterizedTest
    @ValueSource(longs = {-5_000_000_000L, -300_000, 300_000, 77_000_000_000L})
    void theShortestRoundTripWinsAndIsRightToHalfOfIt(long trueOffset) {
        Random random = new Random(5);
        ClockOffset offset = new ClockOffset();
        long now = 1_000_000;
        while (!offset.isMeasured()) {
            long there = random.nextLong(20_000, 2_000_000);
            long back = random.nextLong(20_000, 2_000_000);
            offset.add(now, now + there + trueOffset, now + there + back);
            now += 10_000_000;
        }
        long error = Math.abs(offset.offsetNs() - trueOffset);
        assertTrue(error <= offset.shortestRoundTripNs() / 2 + 1, "wrong by " + error);
    }

    @Test
    void clocksThatMayBeOneClockAreTakenForOne() {
        ClockOffset offset = new ClockOffset();
        offset.add(1000, 1900, 2000);
        assertEquals(0, offset.offsetNs());
        assertFalse(offset.isMeasured());
    }
}
