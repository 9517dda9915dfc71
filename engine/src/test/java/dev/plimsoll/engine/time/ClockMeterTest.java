package dev.plimsoll.engine.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ClockMeterTest {
    private static final long SECOND = 1_000_000_000L;

    /** The true time, and what each clock makes of it. */
    private long nowNs = 5_000 * SECOND;

    private long wallAheadNs;
    private long sleptNs;
    private long readingTakesNs = 100;
    private boolean tellsUptime = true;
    private final ClockMeter meter = new ClockMeter(this::monotonic, this::wall, this::file);

    private long monotonic() {
        return nowNs - sleptNs;
    }

    private Instant wall() {
        nowNs += readingTakesNs;
        return Instant.ofEpochSecond(1_700_000_000L).plusNanos(nowNs + wallAheadNs);
    }

    private String file(String name) {
        assertEquals("uptime", name);
        long hundredths = nowNs / 10_000_000;
        return tellsUptime
                ? String.format(Locale.ROOT, "%d.%02d 1234.56\n", hundredths / 100, hundredths % 100)
                : "not what it was";
    }

    private ClockMeter.Reading afterASecond() {
        nowNs += SECOND;
        return meter.read();
    }

    @Test
    void clocksThatGoTogetherAreInOrder() {
        assertEquals(new ClockMeter.Reading(0, 0), meter.read(), "nothing to compare with yet");
        for (int i = 0; i < 100; i++) {
            assertEquals(new ClockMeter.Reading(0, 0), afterASecond());
        }
    }

    @Test
    void aStepIsToldOnceInEitherDirectionButForWhatReadingBothClocksLeavesOpen() {
        meter.read();
        wallAheadNs += 120_000_000;
        assertEquals(120_000_000, afterASecond().stepNs(), 2 * readingTakesNs);
        assertEquals(0, afterASecond().stepNs());
        wallAheadNs -= 3_000_000;
        assertEquals(-3_000_000, afterASecond().stepNs(), 2 * readingTakesNs);
    }

    @Test
    void beingInterruptedBetweenTwoReadingsIsNoStep() {
        SplittableRandom random = new SplittableRandom(7);
        meter.read();
        for (int i = 0; i < 1000; i++) {
            readingTakesNs = random.nextLong(50_000_000);
            assertEquals(new ClockMeter.Reading(0, 0), afterASecond());
        }
    }

    @Test
    void theLeastDisturbedOfAFewReadingsCounts() {
        meter.read();
        readingTakesNs = 30_000_000;
        wallAheadNs += 40_000_000;
        long first = afterASecond().stepNs();
        assertTrue(first > 0 && first <= 40_000_000, () -> "at least so far: " + first);
    }

    @Test
    void aSleepOfTheMachineIsToldAndIsNoStep() {
        meter.read();
        nowNs += 60 * SECOND;
        sleptNs += 60 * SECOND;
        ClockMeter.Reading awake = afterASecond();
        assertEquals(60.0 * SECOND, awake.suspendedNs(), 2e7);
        assertTrue(awake.suspendedNs() <= 60 * SECOND, "at least so long");
        assertEquals(0, awake.stepNs());
        assertEquals(new ClockMeter.Reading(0, 0), afterASecond());
    }

    @Test
    void whereTheSystemDoesNotTellNoSleepIsSeen() {
        tellsUptime = false;
        meter.read();
        nowNs += 60 * SECOND;
        sleptNs += 60 * SECOND;
        assertEquals(0, afterASecond().suspendedNs());
    }
}
