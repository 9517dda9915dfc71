package dev.plimsoll.engine.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.stats.ConfidenceEllipse;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class JointRegionTest {
    private static final double[] X = {40, 41, 42, 39, 43};
    private static final double[] Y = {100, 120, 150, 90, 160};

    @Test
    void aPointOfRunsHasTheirMeansIntervalsAndCovariance() {
        BenchmarkPoint point = BenchmarkPoint.of("a", 0.95, X, Y);
        assertEquals(41, point.x());
        assertEquals(124, point.y());
        assertEquals(47.5, point.covXy().orElseThrow(), 1e-9);
        // t(0.975; 4) = 2.776, s = 1.5811, n = 5.
        assertEquals(41 + 2.776445 * 1.581139 / Math.sqrt(5), point.xHigh(), 1e-5);
    }

    @Test
    void theRegionComesFromTheVarianceTheIntervalsStandFor() {
        BenchmarkPoint point = BenchmarkPoint.of("a", 0.95, X, Y);
        ConfidenceEllipse mean = JointRegion.MEAN.around(point, 0.95).orElseThrow();
        ConfidenceEllipse expected = ConfidenceEllipse.ofMean(41, 124, 2.5, 47.5, 930, 5, 0.95);
        assertEquals(expected.major(), mean.major(), 1e-6);
        assertEquals(expected.minor(), mean.minor(), 1e-6);
        assertEquals(expected.angle(), mean.angle(), 1e-6);
        ConfidenceEllipse runs = JointRegion.RUNS.around(point, 0.95).orElseThrow();
        assertEquals(
                ConfidenceEllipse.ofPopulation(41, 124, 2.5, 47.5, 930, 0.95).major(), runs.major(), 1e-6);
    }

    @Test
    void fewerThanThreeRunsOrAnUnknownCovarianceHaveNoRegion() {
        assertEquals(
                Optional.empty(),
                JointRegion.MEAN.around(BenchmarkPoint.of("", 0.9, new double[] {1, 2}, new double[] {3, 5}), 0.9));
        BenchmarkPoint apart = new BenchmarkPoint("", 1, 1, 0, 2, 0, 2, OptionalDouble.empty(), 9);
        assertEquals(Optional.empty(), JointRegion.MEAN.around(apart, 0.95));
    }

    @Test
    void oneRunHasAMeanAndNoInterval() {
        BenchmarkPoint point = BenchmarkPoint.of("", 0.95, new double[] {7}, new double[] {9});
        assertEquals(7, point.xLow());
        assertEquals(7, point.xHigh());
        assertTrue(point.few());
    }

    @Test
    void theRegionOfTheMeanHoldsItAsOftenAsItSays() {
        SplittableRandom random = new SplittableRandom(5);
        int holds = 0;
        for (int trial = 0; trial < 2000; trial++) {
            double[] x = new double[8];
            double[] y = new double[8];
            for (int i = 0; i < x.length; i++) {
                double common = random.nextGaussian();
                x[i] = 10 + common + random.nextGaussian();
                y[i] = 100 + 20 * common + 5 * random.nextGaussian();
            }
            ConfidenceEllipse region = JointRegion.MEAN
                    .around(BenchmarkPoint.of("", 0.9, x, y), 0.9)
                    .orElseThrow();
            double dx = 10 - region.x();
            double dy = 100 - region.y();
            double u = dx * Math.cos(region.angle()) + dy * Math.sin(region.angle());
            double v = -dx * Math.sin(region.angle()) + dy * Math.cos(region.angle());
            holds += Math.hypot(u / region.major(), v / region.minor()) <= 1 ? 1 : 0;
        }
        assertEquals(0.9, holds / 2000.0, 0.025);
    }
}
