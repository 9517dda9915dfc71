package dev.plimsoll.engine.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.plimsoll.engine.record.IntervalSample;
import dev.plimsoll.engine.record.SelfSample;
import java.util.Map;
import java.util.Objects;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class SampleBandsTest {
    private static final long SECOND = 1_000_000_000;
    private final SampleBands bands = new SampleBands(10 * SECOND);

    private static IntervalSample interval(int worker, long second, long... gapsUs) {
        Histogram gaps = new Histogram(3);
        for (long gap : gapsUs) {
            gaps.recordValue(gap);
        }
        Histogram none = new Histogram(3);
        return new IntervalSample(
                0, worker, (10 + second) * SECOND, SECOND, 0, 0, 0, 0, gapsUs.length, 0, none, none, none, gaps);
    }

    private static SelfSample self(int worker, long second, long loopLagP99Ns) {
        return new SelfSample(
                0,
                worker,
                (10 + second) * SECOND,
                SECOND,
                0,
                0,
                0,
                loopLagP99Ns,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0.5,
                0,
                0,
                0,
                0,
                0);
    }

    private StageDetail.Band band(String tag, StepGrid steps) {
        return Objects.requireNonNull(bands.on(steps).get(tag));
    }

    @Test
    void gapsOfAllWorkersOfASecondAreOneDistribution() {
        bands.add(interval(0, 0, 1000, 1000));
        bands.add(interval(1, 0, 3000));
        bands.add(interval(0, 2, 5000));
        StageDetail.Band icl = band("icl", new StepGrid(10 * SECOND, SECOND, 3));
        assertEquals(1, icl.p50Ms()[0], 1e-3);
        assertEquals(3, icl.p99Ms()[0], 2e-2);
        assertEquals(StageSeries.ABSENT, icl.p50Ms()[1]);
        assertEquals(5, icl.p50Ms()[2], 2e-2);
    }

    @Test
    void theLoopLagIsThatOfTheWorstWorkerAndNotTheCoordinators() {
        bands.add(self(0, 0, 200_000));
        bands.add(self(1, 0, 700_000));
        bands.add(self(-1, 0, 9_000_000));
        assertEquals(0.7, band("loopLag", new StepGrid(10 * SECOND, SECOND, 1)).p99Ms()[0], 1e-9);
    }

    @Test
    void aStepShorterThanASecondHasTheValueOfItsSecond() {
        bands.add(self(0, 1, 300_000));
        double[] lag = band("loopLag", new StepGrid(10 * SECOND, SECOND / 4, 8)).p99Ms();
        assertEquals(StageSeries.ABSENT, lag[3]);
        assertEquals(0.3, lag[4], 1e-9);
        assertEquals(0.3, lag[7], 1e-9);
    }

    @Test
    void withoutSamplesThereIsNothing() {
        assertEquals(Map.of(), bands.on(new StepGrid(0, SECOND, 5)));
    }
}
