package dev.plimsoll.engine.strategy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.plan.StrategyPlan;
import java.util.Arrays;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Laws of gamma gaps. */
class GammaGapsTest {
    @ParameterizedTest
    @CsvSource({"0.05, 1", "0.25, 2", "0.5, 3", "0.9, 4", "1, 5", "1.5, 6", "4, 7", "40, 8", "1000, 9"})
    void gapsHaveTheirLawByAKolmogorovSmirnovTest(double shape, long seed) {
        int n = 20_000;
        double rate = 0.02; // rare, so that rounding to ns does not show
        long[] offsets = offsets(new StrategyPlan.Gamma(rate, shape, null, 0, seed), n);
        double[] gaps = new double[n];
        for (int i = 0; i < n; i++) {
            gaps[i] = (offsets[i] - (i == 0 ? 0 : offsets[i - 1])) / 1e9;
        }
        Arrays.sort(gaps);
        GammaDistribution law = GammaDistribution.of(shape, 1 / (rate * shape));
        double distance = 0;
        for (int i = 0; i < n; i++) {
            if (gaps[i] > 1e-6) { // what lies below was rounded to whole ns
                double p = law.cumulativeProbability(gaps[i]);
                distance = Math.max(distance, Math.max(p - (double) i / n, (i + 1.0) / n - p));
            }
        }
        // 1.63/sqrt(n) is the 1 % point of the Kolmogorov distribution
        assertTrue(distance < 1.63 / StrictMath.sqrt(n), "distance " + distance);
    }

    @Test
    void burstinessOneIsThePoissonProcessOfTheSameSeed() {
        assertArrayEquals(
                offsets(new StrategyPlan.Poisson(12, null, 3, 77), 5000),
                offsets(new StrategyPlan.Gamma(12, 1, null, 3, 77), 5000));
    }

    @Test
    void theMeanRateIsTheSameForEveryBurstiness() {
        for (double shape : new double[] {0.1, 0.5, 2, 20}) {
            int n = 200_000;
            double mean = offsets(new StrategyPlan.Gamma(10, shape, null, 0, 3), n)[n - 1] / 1e9 / n;
            double standardError = 0.1 / StrictMath.sqrt(shape * n);
            assertTrue(Math.abs(mean - 0.1) < 4 * standardError, shape + ": " + mean);
        }
    }

    private static long[] offsets(StrategyPlan plan, int n) {
        ArrivalSchedule.Cursor cursor = Strategies.of(plan).schedule().cursor();
        long[] offsets = new long[n];
        for (int i = 0; i < n; i++) {
            offsets[i] = cursor.nextOffsetNs();
        }
        return offsets;
    }
}
