package dev.plimsoll.engine.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.stats.ShareSequence.Decision;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ShareSequenceTest {
    private static final double ALPHA = 0.05;

    @Test
    void aShareFarFromTheLimitIsDecidedByFewTrials() {
        assertEquals(Decision.ABOVE, ShareSequence.decide(100, 20, 0.01, ALPHA));
        assertEquals(Decision.BELOW, ShareSequence.decide(100, 5, 0.5, ALPHA));
        assertEquals(Decision.OPEN, ShareSequence.decide(100, 0, 0.01, ALPHA));
        assertEquals(Decision.OPEN, ShareSequence.decide(0, 0, 0.01, ALPHA));
    }

    @Test
    void theForecastIsWhenItDecides() {
        long more = ShareSequence.more(100, 0, 0.01, ALPHA).orElseThrow();
        assertEquals(Decision.BELOW, ShareSequence.decide(100 + more, 0, 0.01, ALPHA));
        assertEquals(Decision.OPEN, ShareSequence.decide(100 + more * 0.9, 0, 0.01, ALPHA));
        assertEquals(OptionalLong.empty(), ShareSequence.more(100, 1, 0.01, ALPHA), "at the limit nobody knows");
    }

    @Test
    void lookingAfterEveryTrialErrsNoMoreOftenThanPromised() {
        SplittableRandom random = new SplittableRandom(42);
        int wrong = 0;
        int runs = 400;
        for (int run = 0; run < runs; run++) {
            int misses = 0;
            boolean decided = false;
            for (int n = 1; n <= 3000 && !decided; n++) {
                misses += random.nextDouble() < 0.05 ? 1 : 0;
                // The true share is the limit itself: every decision is wrong.
                decided = ShareSequence.decide(n, misses, 0.05, ALPHA) != Decision.OPEN;
            }
            wrong += decided ? 1 : 0;
        }
        assertTrue(wrong <= runs * ALPHA * 1.3, wrong + " of " + runs);
    }
}
