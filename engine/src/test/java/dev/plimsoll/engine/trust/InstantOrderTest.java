package dev.plimsoll.engine.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.plimsoll.engine.metrics.Records;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestTimings;
import org.junit.jupiter.api.Test;

class InstantOrderTest {
    /** Which instants precede which, by their place in the record; -1 for an end of sending, which hangs on its beginning alone. */
    private static final int[] CHAIN = {0, 3, 5, 6, 7, 8, 9, 10};

    private static final long ABSENT = RequestTimings.ABSENT;

    private static RequestRecord of(long[] t) {
        RequestTimings timings = new RequestTimings(
                t[0], t[1], t[2], t[3], t[4], t[5], t[6], t[7], t[8], t[9], t[10], t[11], t[12], t[13]);
        RequestRecord record = Records.streamed(0, 0, 0, 2, 1, 2);
        return new RequestRecord(
                record.info(),
                record.status(),
                null,
                null,
                timings,
                record.contentDeltasUs(),
                0,
                record.tokens(),
                record.wire());
    }

    private static long[] sound() {
        long[] times = new long[14];
        for (int i = 0; i < 11; i++) {
            times[i] = 1_000_000L * i;
        }
        times[13] = ABSENT;
        return times;
    }

    @Test
    void everyPairOfInstantsIsLookedAtWhateverIsAbsentBetweenThem() {
        assertEquals("", InstantOrder.fault(of(sound())));
        for (int i = 0; i < CHAIN.length; i++) {
            for (int j = i + 1; j < CHAIN.length; j++) {
                long[] times = sound();
                for (int k = 0; k < 11; k++) {
                    times[k] = k == CHAIN[i] ? 5_000_000 : k == CHAIN[j] ? 4_998_999 : ABSENT;
                }
                assertNotEquals("", InstantOrder.fault(of(times)), CHAIN[i] + " and " + CHAIN[j]);
                times[CHAIN[j]] = 4_999_000;
                assertEquals("", InstantOrder.fault(of(times)), "a microsecond is the clock's resolution");
            }
        }
    }

    @Test
    void anAnswerMayComeBeforeTheWholeRequestWasSent() {
        long[] times = sound();
        times[4] = 9_500_000;
        assertEquals("", InstantOrder.fault(of(times)));
        times[4] = 1;
        assertEquals("was wholly sent before it was begun", InstantOrder.fault(of(times)));
    }

    @Test
    void noDurationIsNegative() {
        for (int i = 11; i < 14; i++) {
            long[] times = sound();
            times[i] = -1;
            assertEquals("waited for a connection for less than no time", InstantOrder.fault(of(times)));
        }
    }
}
