package dev.plimsoll.engine.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountingDistributionTest {
    private static final double[] PERCENTS = {0, 1, 25, 50, 75, 90, 99, 99.9, 100};

    @ParameterizedTest
    @ValueSource(longs = {1, 10, 1000, 3_000_000, 40_000_000_000L})
    void agreesWithTheDistributionThatKeepsEveryValue(long range) {
        SplittableRandom random = new SplittableRandom(range);
        CountingDistribution counted = new CountingDistribution();
        double[] kept = new double[5001];
        for (int i = 0; i < kept.length; i++) {
            long value = random.nextLong(range);
            counted.add(value);
            kept[i] = value;
        }
        Distribution exact = Distribution.of(kept);
        double[] got = counted.percentiles(PERCENTS);
        for (int i = 0; i < PERCENTS.length; i++) {
            assertEquals(exact.percentile(PERCENTS[i]).orElseThrow(), got[i], 1e-6, "p" + PERCENTS[i]);
        }
        assertEquals(exact.mean().orElseThrow(), counted.mean().orElseThrow(), range * 1e-12);
        assertEquals(exact.std().orElseThrow(), counted.std().orElseThrow(), range * 1e-9);
        assertEquals(kept.length, counted.count());
        assertEquals(exact.countAbove(range / 2.0), counted.countAbove(range / 2));
    }

    @Test
    void anEmptyOneHasNoStatistic() {
        CountingDistribution d = new CountingDistribution();
        assertTrue(d.mean().isEmpty());
        assertTrue(d.std().isEmpty());
        assertTrue(d.max().isEmpty());
        assertEquals(0, d.percentiles(50, 99).length);
    }

    @Test
    void moreEqualValuesThanAnIntHoldsAreStillCounted() {
        CountingDistribution d = new CountingDistribution();
        d.add(5, Integer.MAX_VALUE - 1L);
        d.add(5, 10);
        d.add(5, 3_000_000_000L);
        d.add(7, 1);
        assertEquals(Integer.MAX_VALUE + 3_000_000_010L, d.count());
        assertArrayEquals(new double[] {5, 5, 7}, d.percentiles(0, 50, 100));
    }

    @Test
    void interpolatesBetweenTheDenseAndTheSparsePart() {
        CountingDistribution d = new CountingDistribution();
        d.add(0);
        d.add(10_000_000);
        assertEquals(5_000_000.0, d.percentile(50).orElseThrow());
    }
}
