package dev.plimsoll.engine.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StepFunctionTest {
    @Test
    void theMeanIsWeightedByTime() {
        StepFunction f = StepFunction.ofIntervals(new long[] {0, 5}, new long[] {10, 10});
        assertEquals(1.5, f.mean(0, 10));
        assertEquals(0.75, f.mean(0, 20));
        assertArrayEquals(new double[] {1, 2, 0}, f.means(0, 15, 3));
    }

    @Test
    void whatIsOpenAtTheStartOfTheWindowCounts() {
        StepFunction f = StepFunction.ofIntervals(new long[] {0, 0}, new long[] {100, 6});
        assertArrayEquals(new double[] {2, 1}, f.means(4, 8, 2));
        assertEquals(2, f.max(4, 8));
        assertEquals(1, f.max(6, 8));
    }

    @Test
    void anEndComesBeforeAStartAtTheSameInstant() {
        StepFunction f = StepFunction.ofIntervals(new long[] {0, 10, 20}, new long[] {10, 20, 30});
        assertEquals(1, f.max(0, 30));
        assertEquals(1.0, f.mean(0, 30));
    }

    @Test
    void theAreaIsTheSummedLengthOfTheIntervals() {
        SplittableRandom random = new SplittableRandom(1);
        long[] starts = new long[1000];
        long[] ends = new long[1000];
        long inside = 0;
        for (int i = 0; i < starts.length; i++) {
            starts[i] = random.nextLong(1_000_000);
            ends[i] = starts[i] + random.nextLong(50_000);
            inside += Math.max(0, Math.min(ends[i], 700_000) - Math.max(starts[i], 200_000));
        }
        StepFunction f = StepFunction.ofIntervals(starts, ends);
        assertEquals(inside, f.integral(200_000, 700_000), inside * 1e-12);
        double sum = 0;
        for (double mean : f.means(200_000, 700_000, 77)) {
            sum += mean * 500_000 / 77;
        }
        assertEquals(inside, sum, inside * 1e-9);
    }

    @Test
    void anEmptyWindowHasLevelZero() {
        StepFunction f = StepFunction.ofIntervals(new long[] {0}, new long[] {10});
        assertEquals(0.0, f.mean(5, 5));
        assertEquals(0, f.max(5, 5));
        assertEquals(0.0, StepFunction.ofIntervals(new long[0], new long[0]).mean(0, 10));
    }

    @Test
    void startsWithoutEndsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> StepFunction.ofIntervals(new long[] {1}, new long[] {1, 2}));
    }
}
