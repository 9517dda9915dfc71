package dev.plimsoll.engine.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DistributionTest {
    @Test
    void percentilesInterpolateLinearlyBetweenRanks() {
        Distribution d = Distribution.of(4, 1, 3, 2);
        assertEquals(1.0, d.percentile(0).orElseThrow());
        assertEquals(2.5, d.percentile(50).orElseThrow());
        assertEquals(3.7, d.percentile(90).orElseThrow(), 1e-12);
        assertEquals(4.0, d.percentile(100).orElseThrow());
    }

    @Test
    void anEmptyDistributionHasNoStatistic() {
        Distribution d = Distribution.of();
        assertEquals(0, d.count());
        assertTrue(d.mean().isEmpty());
        assertTrue(d.std().isEmpty());
        assertTrue(d.min().isEmpty());
        assertTrue(d.max().isEmpty());
        assertTrue(d.percentile(50).isEmpty());
    }

    @Test
    void oneValueHasNoStandardDeviation() {
        Distribution d = Distribution.of(7);
        assertEquals(7.0, d.mean().orElseThrow());
        assertTrue(d.std().isEmpty());
        assertEquals(7.0, d.percentile(99.9).orElseThrow());
    }

    @Test
    void theMeanSurvivesValuesThatCancelEachOther() {
        assertEquals(1.0, Distribution.of(1e16, 1, 1, 1, -1e16, 1).mean().orElseThrow() * 6 / 4, 1e-12);
    }

    @Test
    void theStandardDeviationIsThatOfTheSample() {
        assertEquals(
                2.138089935299395, Distribution.of(2, 4, 4, 4, 5, 5, 7, 9).std().orElseThrow(), 1e-12);
        assertEquals(
                1.0,
                Distribution.of(1000000001.0, 1000000002.0, 1000000003.0).std().orElseThrow(),
                1e-12);
    }

    @Test
    void aValueThatIsNotFiniteIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Distribution.of(1, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> Distribution.of(Double.NEGATIVE_INFINITY, 1));
        assertThrows(IllegalArgumentException.class, () -> Distribution.of(1, Double.POSITIVE_INFINITY));
    }

    @Test
    void aPercentileNeedsFiveValuesBeyondIt() {
        assertFalse(Distribution.tooFew(500, 99));
        assertTrue(Distribution.tooFew(499, 99));
        assertFalse(Distribution.tooFew(5000, 99.9));
        assertTrue(Distribution.tooFew(4999, 99.9));
        assertFalse(Distribution.tooFew(50, 90));
        assertTrue(Distribution.tooFew(49, 90));
    }

    @Test
    void countAboveCountsStrictlyGreaterValues() {
        Distribution d = Distribution.of(1, 2, 2, 3);
        assertEquals(4, d.countAbove(0));
        assertEquals(1, d.countAbove(2));
        assertEquals(3, d.countAbove(1.5));
        assertEquals(0, d.countAbove(3));
    }
}
